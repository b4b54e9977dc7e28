// The second file of the view: what the model became. A button opens it; then there is a line about it, with what has no partner.

import { button } from '../../controls/controls.js';
import { h, setText } from '../../controls/dom.js';
import { filePicker } from '../../controls/file-picker.js';
import { isSentence } from '../../engine/wire.js';
import { referenceOf } from '../../files/files.js';
import { say } from '../../i18n/index.js';
import { count } from '../../numbers/format.js';

/** @typedef {import('../../engine/model-survey.js').Model} Model */
/** @typedef {import('../../engine/model-survey.js').Became} Became */
/** @typedef {import('../../engine/model-records.js').ShownBecame} ShownBecame */

/** So many names without a partner are listed. */
const MOST_NAMES = 200;

/** @param {import('../types.js').ViewContext} context @param {() => void} onKnown it is known what the model became, or that it became nothing */
export function modelBecame({ t, set, models, openFiles }, onKnown) {
  /** What the model that is open became. @type {Became|null} */
  let now = null;
  /** What a saved survey says that its model became. @type {ShownBecame|null} */
  let kept = null;
  /** What `now` is about. */
  let about = '';
  /** Whether the second file is being listed, and whether it has to be looked up again. */
  let looks = false;
  let failed = false;
  /** @type {Promise<void>} */
  let looking = Promise.resolve();

  const files = filePicker({ 'aria-label': t('model.became.open'), 'data-control': 'model-became' }, (all) => {
    failed = true;
    void openFiles(all, [], true);
  });
  const open = button({ text: t('model.became.open'), name: 'open-became', onClick: () => files.click() });
  const words = h('span', { role: 'status' });
  const lists = h('div', { class: 'unpaired-lists' });
  const summary = h('summary');
  const unpaired = h('details', { class: 'unpaired', 'data-control': 'model-unpaired' }, summary, lists);
  const remove = button({
    text: t('model.became.remove'),
    name: 'remove-became',
    class: 'quiet',
    onClick: () => set({ became: '' }),
  });
  const element = h('div', { class: 'became-line row', hidden: true }, words, remove, unpaired);

  const current = () => kept ?? now;

  /** @param {string} text */
  function show(text) {
    element.hidden = text === '';
    setText(words, text);
    const [here, there] = [current()?.alone ?? [], current()?.left ?? []];
    unpaired.hidden = here.length + there.length === 0;
    setText(summary, t('model.became.unpaired', { here: count(here.length), there: count(there.length) }));
    lists.replaceChildren(listOf('here', here), listOf('there', there));
  }
  /** @param {'here'|'there'} side @param {readonly string[]} names */
  function listOf(side, names) {
    if (names.length === 0) return '';
    const shown = names.slice(0, MOST_NAMES).map((name) => h('li', {}, h('bdi', { text: name })));
    const rest = names.length - shown.length;
    return h(
      'div',
      {},
      h('p', { class: 'caption', text: t(`model.became.${side}`, { file: current()?.model.listing.name ?? '' }) }),
      h('ul', {}, ...shown, rest > 0 ? h('li', { text: t('model.became.more', { count: count(rest) }) }) : null),
    );
  }

  /** @param {Model} model @param {string} data */
  async function look(model, data) {
    const mine = about;
    try {
      const found = (await models()?.became(model, data)) ?? null;
      if (about !== mine) return;
      now = found;
      show(pairedText(found));
    } catch (error) {
      if (about !== mine) return;
      failed = /** @type {{key?: string}} */ (error).key === 'error.file.missing';
      show(isSentence(error) ? sentenceOf(/** @type {any} */ (error), data) : '');
    }
    looks = false;
    onKnown();
  }
  /** How many tensors have a partner. @param {ShownBecame|null} found */
  function pairedText(found) {
    if (!found) return '';
    const [paired, all] = [found.partners.size, found.partners.size + found.alone.length].map(count);
    return t('model.became.is', { file: found.model.listing.name, paired, all });
  }
  /** @param {import('../../i18n/index.js').Sayable} error @param {string} data */
  const sentenceOf = (error, data) =>
    error.key === 'error.file.missing'
      ? t('model.became.awaited', { file: referenceOf(data)?.name ?? data })
      : say(t, error);

  return {
    button: [open, files],
    element,
    /** What the model that is open became. */
    now: () => now,
    /** The same, or what a saved survey says. */
    current,
    /** Whether the second file is being listed. */
    looks: () => looks,
    settled: () => looking,
    /**
     * @param {Model|null} model @param {string} data the second file; empty for none
     * @param {ShownBecame|null} saved what a saved survey says, where its model is not open
     */
    update(model, data, saved) {
      remove.hidden = saved !== null;
      if (kept !== saved) {
        kept = saved;
        show(pairedText(saved));
      }
      open.hidden = model === null;
      const next = model && data !== '' ? `${model.key} ${data}` : '';
      // A file that was missing may be here now.
      if (next === about && !failed) return;
      about = next;
      failed = false;
      if (!model || data === '') {
        now = null;
        looks = false;
        show(pairedText(saved));
        return;
      }
      now = null;
      looks = true;
      looking = look(model, data);
    },
  };
}
