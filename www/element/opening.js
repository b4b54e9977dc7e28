// What a person can open in an element: the samples, files, and the file that a link waits for.

import { Obsolete } from '../engine/errors.js';
import { whenIdle } from '../engine/idle.js';
import { fetchTexts } from '../i18n/index.js';
import { isSentence } from '../engine/wire.js';
import { MOST_FILES } from '../files/dropped.js';
import { addressOf, referenceOf } from '../files/files.js';
import { Models } from '../files/models.js';
import { ASKS, AWAITED, arrived, dataOf, firstOf, lookAt, partOf, problemOf, withNewer } from '../files/opened.js';
import { AFRESH } from '../state/state.js';

/** @typedef {import('../state/state.js').State} State */
/** @typedef {import('../i18n/types.js').Note} Note */
/** @typedef {{key: string, words: Note['words']}} Problem */

/**
 * @param {object} element
 * @param {() => import('../engine/engine.js').Engine|null} element.engine
 * @param {() => ReturnType<typeof import('./layout.js').layout>|null} element.layout
 * @param {(part: Partial<State>, options?: {announced?: boolean}) => Promise<void>} element.ask asks for a change
 * @param {() => State} element.state that is shown
 * @param {() => void} element.renew makes the layout anew
 * @param {() => Promise<unknown>} element.words fetches the texts about addresses
 */
export function opening({ engine, layout, ask, state, renew, words }) {
  /** @type {import('../files/types.js').Opened[]} */
  let opened = [];
  /** @type {import('../files/types.js').Sample[]} */
  let samples = [];
  const models = new Models();
  /** The state of a link whose file is not here yet. @type {State|null} */
  let awaited = null;

  function stopAwaiting() {
    awaited = null;
    for (const note of [AWAITED, ASKS]) layout()?.notices.remove(note);
  }

  async function offerSamples() {
    const reader = engine();
    if (!reader || samples.length > 0) return;
    const lang = layout()?.element.lang ?? 'en';
    const [found] = await Promise.all([reader.samples(), fetchTexts('samples', lang)]).catch(() => [[]]);
    if (engine() !== reader) return;
    samples = found;
    layout()?.offer(samples);
  }

  /** Asks for the data under another importance. Views keep what they know by the name of the data, so they begin anew. @param {Partial<State>} part @param {{announced?: boolean}} [options] */
  async function askWeighed(part, options) {
    await ask(part, options);
    renew();
  }

  /**
   * Asks the host of an address, which a person agreed to, and shows what lies there: what a link that waits says of it, or its first tensor.
   * @param {string} address
   */
  async function readAddress(address) {
    const reader = /** @type {import('../engine/engine.js').Engine} */ (engine());
    const link = awaited && addressOf(awaited.data) === address ? awaited : null;
    try {
      await words();
      const listing = await reader.addAddress(address);
      if (engine() !== reader) return;
      stopAwaiting();
      if (listing.importance) return await askWeighed({});
      opened = withNewer(opened, [listing], []);
      layout()?.list(opened);
      const host = listing.host ?? '';
      layout()?.notices.add({ key: 'note.url.host', words: { host, address } });
      const change = link ? partOf(link) : newData(listing);
      await ask(change, { announced: link !== null });
    } catch (error) {
      if (error instanceof Obsolete || engine() !== reader) return;
      layout()?.refuse(
        'data',
        isSentence(error) ? /** @type {any} */ (error) : problemOf(address, error),
        `url(${address})`,
      );
    }
  }

  /** The saved surveys among files. @param {import('../files/dropped.js').Named[]} files @param {import('../engine/engine.js').Engine} reader */
  async function surveysAmong(files, reader) {
    const { takeSurveys } = await import('../views/model/saved/taking.js');
    return takeSurveys(files, reader, layout()?.element.lang ?? 'en');
  }

  /** What a file changes that is shown. @param {import('../files/types.js').FileListing} listing */
  const newData = (listing) => ({ data: dataOf(listing, firstOf(listing)), became: '', ...AFRESH });

  /** Takes the importance matrix away. */
  function unweigh() {
    engine()?.unweigh();
    void askWeighed({});
  }

  return {
    /** What a layout needs of it. */
    context() {
      const { open: openFiles, awaits, dismissed } = this;
      return { opened, samples, openFiles, readAddress, unweigh, awaits, dismissed };
    },
    /** Fetches the list of samples behind the picture, once; without it there are none to choose. */
    offerSamples: () => whenIdle(() => void offerSamples()),
    awaits: () => awaited !== null,
    /**
     * A state cannot be shown. If it is about a file that is not here, a note says which file to drop; if nobody agreed yet to ask its host, a
     * note asks for that.
     * @param {State} link @param {Problem} problem @param {boolean} announced by a link or a program
     */
    async await(link, { key, words: said }, announced) {
      if (key.startsWith('error.url.')) await words().catch(() => {});
      if (key !== ASKS && !(announced && key === 'error.file.missing')) return;
      stopAwaiting();
      awaited = link;
      layout()?.notices.add({ key: key === ASKS ? ASKS : AWAITED, words: said });
    },
    /** A note was dismissed. @param {{key: string}} note */
    dismissed({ key }) {
      if (key === AWAITED || key === ASKS) awaited = null;
    },
    /**
     * Opens files, lists their contents and shows the first tensor of the first good one. An importance matrix weighs it, or the data
     * shown.
     * @param {import('../files/dropped.js').Named[]} files
     * @param {import('../files/dropped.js').Lost[]} [lost] what was dropped with them and cannot be read
     * @param {boolean} [second] whether they are what the model shown became
     */
    async open(files, lost = [], second = false) {
      const reader = /** @type {import('../engine/engine.js').Engine} */ (engine());
      if (files.length + lost.length === 0) return void layout()?.notices.add({ key: 'note.files.empty', words: {} });
      const most = files.slice(0, MOST_FILES);
      const saved = most.some(({ name }) => /\.json$/i.test(name)) ? await surveysAmong(most, reader) : null;
      const groups = await models.grouped(saved?.others ?? most, (names, texts) => reader.group(names, texts));
      const { good, bad } = await lookAt(reader, groups, models);
      if (saved) bad.push(...saved.bad);
      for (const { name, error } of lost)
        bad.push({ name, size: 0, entries: [], first: 0, problem: problemOf(name, error) });
      if (engine() !== reader || (good.length + bad.length === 0 && !saved?.show)) return;
      const data = good.filter(({ importance }) => !importance);
      const beside = good.find(({ importance }) => importance);
      const change = beside ? askWeighed : ask;
      // What was an incomplete model is complete now, or has other files beside it.
      const replaced = new Set(groups.flatMap(({ replaces }) => replaces));
      opened = withNewer(
        opened.filter(({ name }) => !replaced.has(name)),
        data,
        bad,
      );
      layout()?.list(opened);
      if (files.length > MOST_FILES)
        layout()?.notices.add({ key: 'note.files.many', words: { limit: String(MOST_FILES) } });
      const shown = state();
      const two = second || data.length === 2 || (awaited ?? shown).became !== '';
      const { pair } = reader.models;
      const part =
        two && (await (await import('../files/two-files.js')).twoFiles({ data, second, shown, link: awaited, pair }));
      if (engine() !== reader) return;
      const link = arrived(awaited, [...good, ...bad]);
      if (link) stopAwaiting();
      else if (saved?.show && awaited) awaited = { ...awaited, ...saved.show };
      if (link) await change({ ...link, ...saved?.show }, { announced: true });
      else if (part) await change({ ...part, ...saved?.show });
      else if (second && bad.length > 0) layout()?.notices.add(/** @type {Problem} */ (bad[0].problem), 'problem');
      else if (good.length === 0 && !saved?.show) layout()?.refuseFile(bad[0]);
      else await change({ ...(data.length > 0 ? newData(data[0]) : {}), ...saved?.show });
      if (beside && !referenceOf(state().data))
        layout()?.notices.add({ key: 'note.importance.waits', words: { file: beside.name } });
    },
  };
}
