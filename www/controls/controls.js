// The small controls that panels are made of: native inputs with a label, and what they show now.

import { h, setText, setValue, uid } from './dom.js';
import { ROLES, letterOf } from '../state/roles.js';

/**
 * @template T
 * @typedef {object} Control
 * @property {HTMLElement} element
 * @property {(value: T) => void} update shows a value that came from the state
 */

/**
 * A slider over a list of stops. While it moves it reports transient values, and one settled value at the end.
 * @param {{label: string, name: string, stops: readonly number[], format: (value: number) => string, onChange: (value: number, transient: boolean) => void}} options
 * @returns {Control<number>}
 */
export function stopSlider({ label, name, stops, format, onChange }) {
  const id = uid(name);
  const output = h('output', { class: 'value' });
  const input = h('input', {
    id,
    type: 'range',
    min: '0',
    max: String(stops.length - 1),
    step: '1',
    'data-control': name,
  });
  output.htmlFor.add(id);
  const report = (/** @type {boolean} */ transient) => {
    const value = stops[Number(input.value)];
    show(value);
    onChange(value, transient);
  };
  input.addEventListener('input', () => report(true));
  input.addEventListener('change', () => report(false));

  /** @param {number} value */
  function show(value) {
    const text = format(value);
    setText(output, text);
    input.setAttribute('aria-valuetext', text);
  }
  return {
    element: h('div', { class: 'control slider' }, h('label', { for: id, text: label }), input, output),
    update(value) {
      input.value = String(nearest(stops, value));
      show(value);
    },
  };
}

/**
 * Which of the two schemes is meant, A or B.
 * @param {{label: string, name: string, onChange: (role: 'a'|'b') => void}} options
 * @returns {Control<string>}
 */
export function roleChoice({ onChange, ...named }) {
  const options = ROLES.map((value) => ({ value, label: letterOf(value) }));
  return segmented({ ...named, options, onChange: (value) => onChange(value === 'b' ? 'b' : 'a') });
}

/**
 * Options by their values, each with its text `KEY.VALUE`.
 * @param {import('../i18n/types.js').Translator} t @param {string} key @param {readonly string[]} values
 */
export const optionsOf = (t, key, values) => values.map((value) => ({ value, label: t(`${key}.${value}`) }));

/** Position of the stop nearest to a value. @param {readonly number[]} stops @param {number} value */
export function nearest(stops, value) {
  let best = 0;
  for (let i = 1; i < stops.length; i += 1) {
    if (Math.abs(stops[i] - value) < Math.abs(stops[best] - value)) best = i;
  }
  return best;
}

/**
 * A row of choices, one of which holds (radio buttons).
 * @param {{label: string, name: string, options: readonly {value: string, label: string, title?: string}[], onChange: (value: string) => void}} options
 * @returns {Control<string> & Allowing}
 */
export function segmented({ label, name, options, onChange }) {
  const group = uid(name);
  const caption = uid(name);
  const inputs = options.map(({ value }) =>
    h('input', {
      type: 'radio',
      name: group,
      value,
      'data-control': `${name}-${value}`,
      on: { change: () => onChange(value) },
    }),
  );
  const ends = (/** @type {KeyboardEvent} */ event) => {
    const group = /** @type {HTMLElement} */ (event.currentTarget);
    const end = { Home: 0, End: -1 }[event.key];
    // In a toolbar these keys go to its ends.
    if (end === undefined || group.closest('[role="toolbar"]')) return;
    event.preventDefault();
    event.stopPropagation();
    const input = inputs.filter((_, i) => !choices[i].hidden).at(end);
    input?.focus();
    input?.click();
  };
  const choices = options.map((option, i) =>
    h('label', { class: 'choice', title: option.title }, inputs[i], h('span', { text: option.label })),
  );
  return {
    element: h(
      'div',
      { class: 'control' },
      h('span', { class: 'caption', id: caption, text: label }),
      h(
        'div',
        { class: 'segments', role: 'radiogroup', 'aria-labelledby': caption, on: { keydown: ends } },
        ...choices,
      ),
    ),
    update(value) {
      for (const input of inputs) input.checked = input.value === value;
    },
    allow(values) {
      choices.forEach((choice, i) => (choice.hidden = !values.includes(options[i].value)));
    },
  };
}

/** @typedef {{value: string, label: string, group?: string}} Option */
/** @typedef {{allow: (values: readonly string[]) => void}} Allowing shows only these choices */

/**
 * A list to choose from; more can be added to it.
 * @param {{label: string, name: string, options: readonly Option[], onChange: (value: string) => void}} options
 * @returns {Control<string> & Allowing & {add: (options: readonly Option[]) => void}}
 */
export function choice({ label, name, options, onChange }) {
  const id = uid(name);
  const select = h('select', { id, 'data-control': name });
  /** @type {Map<string, HTMLOptGroupElement>} */
  const groups = new Map();
  /** @param {readonly Option[]} options */
  function add(options) {
    for (const option of options) {
      const item = h('option', { value: option.value, text: option.label });
      if (option.group === undefined) {
        select.append(item);
        continue;
      }
      let group = groups.get(option.group);
      if (!group) {
        group = h('optgroup', { label: option.group });
        groups.set(option.group, group);
        select.append(group);
      }
      group.append(item);
    }
  }
  add(options);
  select.addEventListener('change', () => onChange(select.value));
  return {
    element: h('div', { class: 'control' }, h('label', { for: id, text: label }), select),
    add,
    update(value) {
      setValue(select, value);
    },
    allow(values) {
      for (const item of select.options) item.hidden = item.disabled = !values.includes(item.value);
    },
  };
}

/**
 * A number to type, with its own limits.
 * @param {{label: string, name: string, min?: number, max?: number, step?: string, onChange: (value: number) => number|void, blank?: {text: string, onChange: () => void}}} options
 *   onChange: may return the number that is taken in the place of the one that was typed; blank: what an empty field stands for, if it may be empty
 * @returns {Control<number|string>}
 */
export function numberField({ label, name, min, max, step = 'any', onChange, blank }) {
  const id = uid(name);
  const input = h('input', {
    id,
    type: 'number',
    step,
    'data-control': name,
    inputMode: step === '1' ? 'numeric' : 'decimal',
  });
  if (min !== undefined) input.min = String(min);
  if (max !== undefined) input.max = String(max);
  if (blank) input.placeholder = blank.text;
  /** @type {string} */
  let shown = '';
  input.addEventListener('change', () => {
    const value = input.valueAsNumber;
    if (Number.isFinite(value)) {
      const allowed = Math.min(max ?? Infinity, Math.max(min ?? -Infinity, value));
      const taken = onChange(allowed) ?? allowed;
      // The focus may stay in the field, which then shows what counts.
      if (taken !== value) input.value = String(taken);
    } else if (blank && !input.validity.badInput) blank.onChange();
    else input.value = shown;
  });
  return {
    element: h('div', { class: 'control short' }, h('label', { for: id, text: label }), input),
    update(value) {
      shown = String(value);
      setValue(input, shown);
    },
  };
}

/** Windows at least this high and this wide have room for more than the main controls; on narrow ones the page scrolls anyway. */
const ROOMY_HEIGHT = 1150;
const NARROW_WIDTH = 900;

/**
 * A fold for what is not always needed. It is open at first where there is room.
 * @param {{text: string, name: string}} options @param {...Node} content
 */
export function restFold({ text, name }, ...content) {
  const open = globalThis.innerWidth < NARROW_WIDTH || globalThis.innerHeight >= ROOMY_HEIGHT;
  return h(
    'details',
    { class: 'rest', open, 'data-control': name },
    h('summary', { text }),
    h('div', { class: 'rest-body' }, ...content),
  );
}

/**
 * A button with a text. The title says more; a text without words is named by it.
 * @param {{text: string, name: string, title?: string, onClick: (event: MouseEvent) => void, class?: string}} options
 */
export function button({ text, name, title, onClick, class: className = '' }) {
  return h('button', {
    type: 'button',
    class: className,
    text,
    title,
    'aria-label': /\p{L}/u.test(text) ? undefined : title,
    'data-control': name,
    on: { click: onClick },
  });
}
