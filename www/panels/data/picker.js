// Chooses the data: a button that names the choice, and a list of all choices with icons of their shapes.

import { choiceOf, dataChoices } from './choices.js';
import { h, setText, uid } from '../../controls/dom.js';
import { laterList } from '../../controls/later-list.js';
import { BINS, silhouette } from './silhouette.js';

/** @typedef {import('./choices.js').DataChoice} DataChoice */

/**
 * @param {{
 *   t: import('../../i18n/types.js').Translator,
 *   drawing: () => import('../../engine/pkg.js').Pkg,
 *   samples: import('../../files/types.js').Sample[],
 *   problem: (key: string, words: Record<string, string>) => void,
 *   onChoose: (means: DataChoice['means']) => void,
 * }} options
 */
export function dataPicker({ t, drawing, samples, problem, onChoose }) {
  const label = h('span', { class: 'visually-hidden', id: uid('data'), text: t('ui.data.kind') });
  const picture = h('span', { class: 'icon' });
  const name = h('span', { class: 'name', id: uid('data') });

  let chosen = '';
  /** @type {DataChoice[]} */
  let choices = [];
  /** Icons by their notation. @type {Map<string, SVGElement>} */
  const icons = new Map();

  /** @param {string|undefined} data */
  function icon(data) {
    // An element that is put back into a page has no instance at first; it shows its state again when it has one.
    if (data === undefined || !drawing()) return null;
    const known = icons.get(data) ?? silhouette(drawing().sketch(data, BINS));
    icons.set(data, known);
    return /** @type {SVGElement} */ (known.cloneNode(true));
  }

  const rows = () =>
    choices.map(({ id, group, name, shows, sketch }) => ({
      id,
      group,
      words: `${name} ${shows} ${id}`,
      content: () => [
        icon(sketch),
        h(
          'span',
          { class: 'text' },
          h('span', { class: 'name', text: name }),
          // Keeps the two apart where they are read aloud.
          ' ',
          h('span', { class: 'hint', text: shows }),
        ),
      ],
    }));
  const list = laterList({
    name: 'kind',
    labels: [label.id, name.id],
    content: [picture, name],
    problem,
    make: (pickList, opener) =>
      pickList({
        opener,
        label: t('ui.data.kind'),
        find: { name: 'find-data', label: t('ui.data.find'), none: t('ui.data.find.none') },
        rows,
        chosen: () => chosen,
        onChoose: (id) => {
          const choice = choices.find((each) => each.id === id);
          if (choice) onChoose(choice.means);
        },
      }),
  });

  /** @param {readonly import('../../files/types.js').Sample[]} known */
  function offer(known) {
    choices = dataChoices(t, known);
    list.made()?.renew();
  }

  offer(samples);
  return {
    element: h('div', { class: 'data-picker' }, label, list.opener),
    settled: list.settled,
    offer,
    /** Shows what is chosen, and returns it. @param {string} text @param {import('../../engine/records.js').DataParts} parts */
    update(text, parts) {
      chosen = choiceOf(text, parts);
      const choice = choices.find(({ id }) => id === chosen);
      const own = parts.source === 'values' ? t('ui.data.values') : parts.name;
      setText(name, chosen === 'file' ? own : (choice?.name ?? ''));
      picture.replaceChildren(...[icon(choice?.sketch)].filter((node) => node !== null));
      return choice;
    },
  };
}
