// A toolbar: many buttons that are one stop of the Tab key. The arrow keys go from one to the next, Home and End to the first and last.

/** A row of radio buttons in it belongs together: Tab goes to the one that holds, and Space chooses the one that the arrows went to. */
const ITEMS = 'button, input[type="radio"]';

/** @typedef {HTMLButtonElement|HTMLInputElement} Item */

/** @param {Item} p @param {Item} q */
const together = (p, q) => p === q || (p.type === 'radio' && q.type === 'radio' && p.name === q.name);

/**
 * Makes an element a toolbar.
 * @template {HTMLElement} T @param {T} element @param {string} label
 */
export function toolbar(element, label) {
  element.setAttribute('role', 'toolbar');
  element.setAttribute('aria-label', label);
  const items = () => /** @type {Item[]} */ ([...element.querySelectorAll(ITEMS)]);
  const seen = () => items().filter((item) => !item.disabled && item.getClientRects().length > 0);
  let current = items()[0];

  /** @param {Item} item @param {boolean} [held] it has the focus, so that not even its own row is another stop */
  function stop(item, held = false) {
    current = item;
    for (const each of items()) {
      if (held ? item === each : together(item, each)) each.removeAttribute('tabindex');
      else each.tabIndex = -1;
    }
  }
  element.addEventListener('focusin', ({ target }) => {
    if (target instanceof HTMLElement && target.matches(ITEMS)) stop(/** @type {Item} */ (target), true);
  });
  element.addEventListener('focusout', () => stop(current));
  element.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const all = seen();
    const at = all.indexOf(/** @type {Item} */ (event.target));
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -all.length, End: all.length }[event.key];
    if (at < 0 || !step) return;
    event.preventDefault();
    event.stopPropagation();
    all[Math.min(all.length - 1, Math.max(0, at + step))].focus();
  });
  stop(current);

  return {
    element,
    /** Some of it may have been hidden: the Tab key needs one that is seen. */
    refresh() {
      const all = seen();
      if (all.length > 0 && !all.includes(current)) stop(all[0]);
    },
  };
}
