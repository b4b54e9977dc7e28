// The list of formats: each with a picture of its levels, the bits of a value, and a sentence on what it is and who uses it.

import { number } from '../../numbers/format.js';
import { h } from '../../controls/dom.js';
import { formatEntries, formatId, formatName } from '../../state/formats.js';
import { lostOptions } from './lost-options.js';
import { levelsPicture } from './picture.js';

export { style } from './style.js';

/** @typedef {import('../../engine/pkg.js').Pkg} Pkg */
/** @typedef {import('../../engine/records.js').SchemeParts} SchemeParts */

/** Wide enough for lines a pixel apart, and for a sentence in a line or two. */
const SIZE = { widest: 720, tallest: 760 };

/**
 * @param {{
 *   t: import('../../i18n/types.js').Translator,
 *   drawing: () => Pkg,
 *   parts: () => SchemeParts,
 *   stored: () => string|null,
 *   pickList: import('../../controls/later-list.js').PickList,
 *   opener: HTMLElement,
 *   name: string,
 *   onChoose: (print: (text: string) => string) => void,
 * }} options parts: of the scheme shown; stored: how a file stores the data, where it has a grid of its own; name: of the search field; onChoose: given what makes another scheme of one
 */
export function formatList({ t, drawing, parts, stored, pickList, opener, name, onChoose }) {
  /** @type {import('../../state/formats.js').FormatEntry[]} */
  let choices = [];
  const lost = lostOptions(drawing);
  /** The levels of one's own that are drawn. @type {string|null} */
  let drawn = null;
  /** What the list was made for. @type {string|null} */
  let offered = null;

  /** @param {import('../../state/formats.js').FormatEntry} entry */
  function row(entry) {
    const { id, notation } = entry;
    const [name, group] = [formatName(t, entry), t(`ui.formats.${entry.group}`)];
    const about = t(`option.${id}`);
    if (id === 'stored') return ofFile(entry, name, group, about);
    const { levels, bits } = drawing().format_levels(notation);
    const size = t('ui.format.bits_value', { bits: number(bits, { digits: 6, trim: true }) });
    return {
      id,
      group,
      words: `${name} ${id} ${group} ${about}`,
      // The spaces keep apart what is read aloud.
      content: () => [
        h(
          'span',
          { class: 'named' },
          h('span', { class: 'name', text: name }),
          ' ',
          h('span', { class: 'hint', text: size }),
        ),
        ' ',
        h('span', { class: 'shown' }, levelsPicture(levels), h('span', { class: 'hint', text: about })),
      ],
    };
  }
  /** The grid of the file: its levels are in the picture of the data. @param {import('../../state/formats.js').FormatEntry} entry @param {string} name @param {string} group @param {string} about */
  function ofFile({ id }, name, group, about) {
    const layout = stored() ?? '';
    return {
      id,
      group,
      words: `${name} ${id} ${group} ${layout} ${about}`,
      content: () => [
        h(
          'span',
          { class: 'named' },
          h('span', { class: 'name', text: name }),
          ' ',
          h('span', { class: 'hint', text: layout }),
        ),
        ' ',
        h('span', { class: 'shown' }, h('span', { class: 'hint', text: about })),
      ],
    };
  }
  const list = pickList({
    opener,
    class: 'formats',
    label: t('ui.format'),
    find: { name, label: t('ui.format.find'), none: t('ui.format.none') },
    about: h('p', { class: 'hint', text: t('ui.format.pictures') }),
    size: SIZE,
    rows: () => choices.map(row),
    chosen: () => formatId(parts()),
    onChoose(id) {
      const chosen = choices.find((choice) => choice.id === id);
      if (chosen) onChoose((text) => lost.withFormat(text, chosen.means));
    },
  });
  /** Brings the rows up to what the scheme shows. */
  function ready() {
    const shown = parts();
    if (shown.levels === drawn && stored() === offered) return;
    drawn = shown.levels;
    offered = stored();
    choices = formatEntries(drawing(), shown.levels, offered !== null);
    list.renew();
  }
  return {
    changed: lost.chosen,
    show() {
      ready();
      list.show();
    },
    toggle() {
      ready();
      list.toggle();
    },
    type: list.type,
  };
}
