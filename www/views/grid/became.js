// The values that a second file stores for the data, in the picture: asked for when the picture shows another part of the axis, or other data.

import { fetchTexts } from '../../i18n/index.js';
import { withName } from '../../files/names.js';
import { dataOf, firstOf } from '../../files/opened.js';
import { openEdges, sheet } from '../../export/sheets.js';
import { same } from '../../state/state.js';

/** @typedef {import('../../engine/records.js').Frame} Frame */
/** @typedef {{data: string, became: string, view: [number, number], bins: number}} About what an answer is about */
/** @typedef {{counts: Uint32Array, below: number, above: number, name: string}} Stored */

/** @param {import('../types.js').ViewContext} context @param {() => void} redraw */
export function gridBecame({ t, models, drawing, askBeside }, redraw) {
  /** @type {About|null} */
  let about = null;
  /** The answer to `about`; null where there is none, and before it is here. @type {Stored|null} */
  let stored = null;
  let abort = new AbortController();
  /** @type {Promise<void>} */
  let looking = Promise.resolve();

  /** @param {Frame['data']} data @param {About} asked @param {AbortSignal} signal @returns {Promise<Stored|null>} */
  async function find({ text, parts }, { became, view, bins }, signal) {
    await fetchTexts('model', t.lang);
    const model = await models()?.of(text);
    const found = model && (await models()?.became(model, became));
    if (!model || !found) return null;
    const { entries } = model.listing;
    const entry = parts.tensor === undefined ? firstOf(model.listing) : withName(entries, parts.tensor);
    const partner = entry && found.partners.get(entry.name);
    if (!partner || partner.unlike) return null;
    const { listing } = found.model;
    const counts = await askBeside(dataOf(listing, partner.entry), { kind: 'histogram', view, bins }, signal);
    return { ...counts, name: listing.name };
  }
  /** The Model view says why there is nothing. @param {Frame} frame @param {About} asked */
  async function look({ data }, asked) {
    const found = await find(data, asked, abort.signal).catch(() => null);
    if (about !== asked) return;
    stored = found;
    if (found) redraw();
  }

  return {
    settled: () => looking,
    /** Draws the picture of a frame with the line, and says where things are; null while there is none. @param {HTMLCanvasElement} canvas @param {object} picture @param {Frame} frame @param {object[]} arrays */
    draw(canvas, picture, { counts }, arrays) {
      if (!stored) return null;
      const name = t('figure.became', { file: stored.name });
      return drawing().draw_grid_stored(canvas, picture, counts, arrays, stored.counts, name);
    },
    /** The words of the picture, with the line. @param {string} picture */
    words: (picture) => (stored ? t('ui.picture.became', { picture, file: stored.name }) : picture),
    sheets() {
      if (!about || !stored) return [];
      const count = [stored.below, ...stored.counts, stored.above];
      return [sheet('histogram-became', { ...openEdges(about.view, about.bins), count })];
    },
    /** @param {Frame} frame @param {string} became the second file; empty for none */
    update(frame, became) {
      const { data, view, counts } = frame;
      const next = became === '' ? null : { data: data.text, became, view, bins: counts.length };
      if (same(next, about)) return;
      abort.abort();
      abort = new AbortController();
      about = next;
      stored = null;
      if (next) looking = look(frame, next);
    },
    dispose() {
      about = null;
      abort.abort();
    },
  };
}
