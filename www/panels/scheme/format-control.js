// Chooses the format: a button that names it, the list of formats, and a field where its levels are a person's own.

import { h, setText, uid } from '../../controls/dom.js';
import { laterList } from '../../controls/later-list.js';
import { messageOf } from '../../engine/wire.js';
import { fetchTexts } from '../../i18n/index.js';
import { adoptMore } from '../../styles/index.js';

/** @typedef {import('../../engine/records.js').SchemeParts} SchemeParts */

/**
 * @param {{
 *   t: import('../../i18n/types.js').Translator,
 *   name: (control: string) => string,
 *   letter: string,
 *   wanted: () => string,
 *   drawing: () => import('../../engine/pkg.js').Pkg,
 *   problem: (key: string, words: Record<string, string>) => void,
 *   onChoose: (print: (text: string) => string) => void,
 * }} options letter: of the scheme; wanted: the scheme last asked for; onChoose: given what makes another scheme of one
 */
export function formatControl({ t, name, letter, wanted, drawing, problem, onChoose }) {
  /** @type {SchemeParts} */
  let parts;
  /** How a file stores the data, where it has a grid of its own. @type {string|null} */
  let stored = null;
  const label = h('span', { class: 'caption', id: uid('format'), text: t('ui.format') });
  const chosen = h('span', { class: 'name', id: uid('format') });
  /** The module of the list, and its texts. */
  const fetchFormats = async () =>
    (await Promise.all([import('../formats/list.js'), fetchTexts('formats', t.lang)]))[0];
  const list = laterList({
    name: name('format'),
    labels: [label.id, chosen.id],
    content: [chosen],
    ahead: fetchFormats,
    problem,
    async make(pickList, opener) {
      const { formatList, style } = await fetchFormats();
      adoptMore(/** @type {ShadowRoot} */ (opener.getRootNode()), 'formats', style);
      return formatList({
        t,
        drawing,
        parts: () => parts,
        stored: () => stored,
        pickList,
        opener,
        name: name('find-format'),
        onChoose,
      });
    },
  });

  const own = h('div', { hidden: true });
  /** @type {ReturnType<typeof import('../formats/own-levels.js')['ownLevels']>|null} */
  let field = null;
  let asked = Promise.resolve();
  /** The field comes with the first scheme that has such levels. */
  async function makeField() {
    try {
      const [{ ownLevels, style }] = await Promise.all([
        import('../formats/own-levels.js'),
        fetchTexts('formats', t.lang),
      ]);
      if (field || !own.isConnected) return;
      adoptMore(/** @type {ShadowRoot} */ (own.getRootNode()), 'formats', style);
      const onChange = (/** @type {string} */ text) => onChoose(() => text);
      field = ownLevels({ t, drawing, name: name('levels'), letter, wanted, onChange });
      own.append(field.element);
      field.update(parts.levels);
    } catch (error) {
      problem('error.engine.fetch', { address: name('levels'), message: messageOf(error) });
    }
  }

  return {
    element: h('div', { class: 'control' }, label, list.opener),
    /** The place of the field. */
    own,
    settled: () => Promise.all([list.settled(), asked]),
    /** Another option was chosen. @param {Partial<SchemeParts>} change */
    changed: (change) => list.made()?.changed(change),
    /** @param {SchemeParts} next @param {string|null} layout how a file stores the data, where it has a grid of its own */
    update(next, layout) {
      parts = next;
      stored = layout;
      setText(chosen, t(`ui.format.${next.format}`));
      own.hidden = next.format !== 'levels';
      if (own.hidden) return;
      if (field) field.update(next.levels);
      else asked = makeField();
    },
  };
}
