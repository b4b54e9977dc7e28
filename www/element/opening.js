// What a person can open in an element: the samples, files, and the file that a link waits for.

import { whenIdle } from '../engine/idle.js';
import { MOST_FILES } from '../files/dropped.js';
import { referenceOf } from '../files/files.js';
import { Models } from '../files/models.js';
import { AWAITED, arrived, dataOf, firstOf, lookAt, problemOf, withNewer } from '../files/opened.js';
import { AFRESH } from '../state/state.js';

/** @typedef {import('../state/state.js').State} State */
/** @typedef {import('../i18n/types.js').Note} Note */

/**
 * @param {object} element
 * @param {() => import('../engine/engine.js').Engine|null} element.engine
 * @param {() => ReturnType<typeof import('./layout.js').layout>|null} element.layout
 * @param {(part: Partial<State>, options?: {announced?: boolean}) => Promise<void>} element.ask asks for a change
 * @param {() => State} element.state that is shown
 * @param {() => void} element.renew makes the layout anew
 */
export function opening({ engine, layout, ask, state, renew }) {
  /** @type {import('../files/types.js').Opened[]} */
  let opened = [];
  /** @type {import('../files/types.js').Sample[]} */
  let samples = [];
  const models = new Models();
  /** The state of a link whose file is not here yet. @type {State|null} */
  let awaited = null;

  function stopAwaiting() {
    awaited = null;
    layout()?.notices.remove(AWAITED);
  }

  async function offerSamples() {
    const reader = engine();
    if (!reader || samples.length > 0) return;
    const found = await reader.samples().catch(() => []);
    if (engine() !== reader) return;
    samples = found;
    layout()?.offer(samples);
  }

  /** Asks for the data under another importance. Views keep what they know by the name of the data, so they begin anew. @param {Partial<State>} part @param {{announced?: boolean}} [options] */
  async function askWeighed(part, options) {
    await ask(part, options);
    renew();
  }

  /** Takes the importance matrix away. */
  function unweigh() {
    engine()?.unweigh();
    void askWeighed({});
  }

  return {
    /** What a layout needs of it. */
    context() {
      const { open: openFiles, awaits, dismissed } = this;
      return { opened, samples, openFiles, unweigh, awaits, dismissed };
    },
    /** Fetches the list of samples behind the picture, once; without it there are none to choose. */
    offerSamples: () => whenIdle(() => void offerSamples()),
    awaits: () => awaited !== null,
    /** The state is about a file that is not here: a note says which file to drop. @param {State} link @param {Note['words']} words */
    await(link, words) {
      stopAwaiting();
      awaited = link;
      layout()?.notices.add({ key: AWAITED, words });
    },
    /** A note was dismissed. @param {{key: string}} note */
    dismissed({ key }) {
      if (key === AWAITED) awaited = null;
    },
    /**
     * Opens files, lists their contents and shows the first tensor of the first good one. An importance matrix weighs it, or the data
     * shown.
     * @param {import('../files/dropped.js').Named[]} files
     * @param {import('../files/dropped.js').Lost[]} [lost] what was dropped with them and cannot be read
     */
    async open(files, lost = []) {
      const reader = /** @type {import('../engine/engine.js').Engine} */ (engine());
      if (files.length + lost.length === 0) return void layout()?.notices.add({ key: 'note.files.empty', words: {} });
      const groups = await models.grouped(files.slice(0, MOST_FILES), (names, texts) => reader.group(names, texts));
      const { good, bad } = await lookAt(reader, groups, models);
      for (const { name, error } of lost)
        bad.push({ name, size: 0, entries: [], first: 0, problem: problemOf(name, error) });
      if (engine() !== reader || good.length + bad.length === 0) return;
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
      const link = arrived(awaited, [...good, ...bad]);
      if (link) stopAwaiting();
      if (link) await change(link, { announced: true });
      else if (good.length === 0) layout()?.refuseFile(bad[0]);
      else await change(data.length > 0 ? { data: dataOf(data[0], firstOf(data[0])), ...AFRESH } : {});
      if (beside && !referenceOf(state().data))
        layout()?.notices.add({ key: 'note.importance.waits', words: { file: beside.name } });
    },
  };
}
