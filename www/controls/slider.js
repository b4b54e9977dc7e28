// An element that is a slider to a screen reader without being an input: its values and its keys.

/** @param {HTMLElement} element @param {{min: number, max: number, now: number, text: string}} value */
export function describe(element, { min, max, now, text }) {
  for (const [name, value] of Object.entries({ valuemin: min, valuemax: max, valuenow: now, valuetext: text }))
    element.setAttribute(`aria-${name}`, String(value));
}

/**
 * Does what a key means, and stops the event, so that the host page does not scroll or turn its page. Keys with Ctrl, Alt or Command
 * are left to the browser.
 * @param {KeyboardEvent} event @param {Record<string, () => void>} actions by key
 */
export function obey(event, actions) {
  if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(actions, event.key)) return;
  event.preventDefault();
  event.stopPropagation();
  actions[event.key]();
}
