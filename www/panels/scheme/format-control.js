// Chooses the format: a button that names it, and the list of formats.

import { h, setText, uid } from '../../controls/dom.js';
import { laterList } from '../../controls/later-list.js';
import { fetchFormatTexts } from '../../i18n/index.js';
import { adoptMore } from '../../styles/index.js';

/** @typedef {import('../../engine/records.js').SchemeParts} SchemeParts */

/**
 * @param {{
 *   t: import('../../i18n/types.js').Translator,
 *   name: (control: string) => string,
 *   drawing: () => import('../../engine/pkg.js').Pkg,
 *   problem: (key: string, words: Record<string, string>) => void,
 *   onChoose: (print: (text: string) => string) => void,
 * }} options onChoose: given what makes another scheme of one
 */
export function formatControl({ t, name, drawing, problem, onChoose }) {
  /** @type {SchemeParts} */
  let parts;
  const label = h('span', { class: 'caption', id: uid('format'), text: t('ui.format') });
  const chosen = h('span', { class: 'name', id: uid('format') });
  /** The module of the list, and its texts. */
  const fetchFormats = async () => (await Promise.all([import('../formats/list.js'), fetchFormatTexts(t.lang)]))[0];
  const list = laterList({
    name: name('format'),
    labels: [label.id, chosen.id],
    content: [chosen],
    ahead: fetchFormats,
    problem,
    async make(pickList, opener) {
      const { formatList, style } = await fetchFormats();
      adoptMore(/** @type {ShadowRoot} */ (opener.getRootNode()), 'formats', style);
      return formatList({ t, drawing, parts: () => parts, pickList, opener, name: name('find-format'), onChoose });
    },
  });

  return {
    element: h('div', { class: 'control' }, label, list.opener),
    settled: list.settled,
    /** Another option was chosen. @param {Partial<SchemeParts>} change */
    changed: (change) => list.made()?.changed(change),
    /** @param {SchemeParts} next */
    update(next) {
      parts = next;
      setText(chosen, t(`ui.format.${next.format}`));
    },
  };
}
