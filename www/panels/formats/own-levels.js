// Levels of a person's own: a field for their list, what they look like, and lists to start from.

import { button } from '../../controls/controls.js';
import { h, uid } from '../../controls/dom.js';
import { notationField } from '../../controls/notation-field.js';
import { isSentence } from '../../engine/wire.js';
import { levelsPicture } from './picture.js';

export { style } from './style.js';

/** @typedef {import('../../engine/pkg.js').Pkg} Pkg */

/** Between numbers: anything that people and programs write there. */
const BETWEEN = /[\s,;|/、()[\]{}]+/;
/** Numbers with a decimal comma, which only stands out where something else separates them. */
const DECIMAL_COMMAS = /^\s*[+-]?\d+(,\d+)?(\s*[;\n\t|]\s*[+-]?\d+(,\d+)?)+\s*$/;

/** The numbers of a list, as the notation writes them. @param {string} text */
export function listedLevels(text) {
  const plain = text.normalize('NFKC').replaceAll(/[−–]/g, '-');
  const points = DECIMAL_COMMAS.test(plain) ? plain.replaceAll(',', '.') : plain;
  return points.split(BETWEEN).filter(Boolean).join(',');
}

/** Lists to start from, by the name of their text. @param {Pkg} pkg @returns {Record<string, string>} */
export function startingLists(pkg) {
  const written = (/** @type {number[]} */ levels) =>
    levels.map((level) => String(Number(level.toPrecision(7)))).join(',');
  const { levels: sixths } = pkg.format_levels('fp4_e2m1');
  return {
    ternary: '-1,0,1',
    powers: '-1,-0.5,-0.25,-0.125,0,0.125,0.25,0.5,1',
    nf4: written([...pkg.format_levels('nf4').levels]),
    e2m1: written(Array.from(sixths, (level) => 6 * level)),
  };
}

/**
 * @param {{
 *   t: import('../../i18n/types.js').Translator,
 *   drawing: () => Pkg,
 *   name: string,
 *   letter: string,
 *   wanted: () => string,
 *   onChange: (text: string) => void,
 * }} options name: of the field; letter: of the scheme; wanted: the scheme last asked for; onChange: given the changed one
 */
export function ownLevels({ t, drawing, name, letter, wanted, onChange }) {
  const label = t('ui.own-levels', { letter });
  const field = notationField({ t, label, name, onCommit: take });
  const input = /** @type {HTMLInputElement} */ (field.element.querySelector('input'));
  /** @param {string} text */
  function take(text) {
    let changed;
    try {
      changed = drawing().change_scheme(wanted(), { format: 'levels', levels: listedLevels(text) });
    } catch (error) {
      if (!isSentence(error)) throw error;
      field.refuse(/** @type {any} */ (error), text);
      return;
    }
    onChange(changed);
  }
  // A field of one line drops what separates lines, and with it the numbers run together.
  input.addEventListener('paste', (event) => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (!/[\n\t]/.test(text)) return;
    event.preventDefault();
    const { selectionStart: from, selectionEnd: to } = input;
    input.setRangeText(listedLevels(text), from ?? 0, to ?? 0, 'end');
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
  const picture = h('div', { class: 'own-picture' });
  const caption = uid('start');
  const starts = h(
    'div',
    { class: 'starts', role: 'group', 'aria-labelledby': caption },
    h('span', { class: 'caption', id: caption, text: t('ui.own-levels.start') }),
    ...Object.entries(startingLists(drawing())).map(([start, list]) =>
      button({
        text: t(`ui.own-levels.${start}`),
        name: `${name}-${start}`,
        onClick: () => take(list),
        class: 'quiet',
      }),
    ),
  );
  return {
    element: h('div', { class: 'own-levels' }, picture, field.element, starts),
    /** @param {string} levels of the scheme shown */
    update(levels) {
      field.update(levels.replaceAll(',', ', '));
      picture.replaceChildren(levelsPicture(drawing().format_levels(`levels(${levels})`).levels));
    },
  };
}
