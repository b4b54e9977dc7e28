// The picture of the remedies: decibels against bits per value.
//
// Pointing, or ← →, shows a scheme's numbers; a click, a tap or Enter makes it B; the keys A and B make it A or B.

import { sqnrWords } from '../../numbers/exact.js';
import { decibels, difference, number } from '../../numbers/format.js';
import { setPlace, svg } from '../../controls/dom.js';
import { liveSentence } from '../../controls/live-sentence.js';
import { itemAt } from '../../plot/item-at.js';
import { plotMap } from '../../plot/plot-map.js';
import { sliderPlot } from '../../plot/slider-plot.js';

/** @typedef {import('./remedies.js').Row} Row */
/** @typedef {{rows: Row[], a: string, b: string, data: string, says: string}} Shown what is drawn, and what is said while nothing is pointed at */

/** How far from a point a click counts, in CSS pixels. */
const REACH = 28;

/**
 * @param {import('../types.js').ViewContext} context
 * @param {{nameOf: (row: Row) => string, choose: (scheme: string, role: 'a'|'b') => void}} how
 */
export function remediesPicture({ t, drawing, look, recover, quiet }, { nameOf, choose }) {
  /** @type {Shown|null} */
  let shown = null;
  /** By rising bits and SQNR, as the arrow keys go. @type {Row[]} */
  let order = [];
  /** @type {import('../../plot/plot-map.js').PlotMap|null} */
  let map = null;
  /** @type {string|null} the scheme pointed at */
  let at = null;

  const ring = svg('circle', { class: 'ring', r: 11, hidden: '' });
  const picture = sliderPlot({ label: t('ui.comparison.plot'), draw, recover, over: [ring], keys, press, quiet });
  const live = liveSentence();
  const pointed = () => order.find(({ scheme }) => scheme === at);

  function say() {
    const row = pointed();
    live.say(row ? sentence(row) : (shown?.says ?? ''));
    picture.describe({
      min: 0,
      max: Math.max(0, order.length - 1),
      now: row ? order.indexOf(row) : 0,
      text: live.element.textContent ?? '',
    });
    mark();
  }
  /** @param {Row} row */
  function sentence(row) {
    const { scheme, metrics, gain } = row;
    return t(Number.isFinite(gain) && gain !== 0 ? 'comparison.point.gain' : 'comparison.point', {
      name: nameOf(row),
      scheme,
      sqnr: sqnrWords(t, metrics),
      bits: number(metrics.bits_per_value, { digits: 4, trim: true }),
      gain: difference(gain, decibels),
    });
  }
  function mark() {
    const row = pointed();
    ring.toggleAttribute('hidden', !row || !map);
    if (!row || !map) return;
    const { x, y } = placeOf(row, map);
    setPlace(ring, { cx: x, cy: y });
  }
  /** @param {Row} row @param {import('../../plot/plot-map.js').PlotMap} map */
  function placeOf({ metrics }, map) {
    const y = map.yOf(metrics.sqnr_db);
    return { x: map.xOf(metrics.bits_per_value), y: Math.min(map.bottom, Math.max(map.top, y)) };
  }
  /** @param {string|null} scheme */
  function pointAt(scheme) {
    at = scheme;
    say();
  }
  /** @param {MouseEvent} event @returns {string|null} the scheme under a pointer */
  function under(event) {
    if (!map) return null;
    const places = map;
    return itemAt(order, (row) => placeOf(row, places), picture.position(event), REACH)?.scheme ?? null;
  }

  picture.plot.addEventListener('pointermove', (event) => {
    if (event.buttons === 0) pointAt(under(event));
  });
  picture.plot.addEventListener('pointerleave', () => pointAt(null));
  /** @param {PointerEvent} event */
  function press(event) {
    const scheme = under(event);
    // A finger covers what it points at: the first tap shows the numbers, the second chooses.
    const known = event.pointerType !== 'touch' || scheme === at;
    pointAt(scheme);
    if (scheme !== null && known) choose(scheme, 'b');
  }
  function keys() {
    if (order.length === 0) return null;
    const row = pointed();
    const now = row ? order.indexOf(row) : -1;
    const go = (/** @type {number} */ i) => pointAt(order[Math.min(order.length - 1, Math.max(0, i))].scheme);
    const make = (/** @type {'a'|'b'} */ role) => () => at !== null && choose(at, role);
    return {
      ArrowLeft: () => go(now - 1),
      ArrowDown: () => go(now - 1),
      ArrowRight: () => go(now + 1),
      ArrowUp: () => go(now + 1),
      Home: () => go(0),
      End: () => go(order.length - 1),
      Escape: () => pointAt(null),
      Enter: make('b'),
      a: make('a'),
      b: make('b'),
    };
  }

  /** @param {HTMLCanvasElement} canvas @param {number} scale */
  function draw(canvas, scale) {
    if (!shown) return;
    const { rows, a, b, data } = shown;
    const record = drawing().draw_remedies(canvas, {
      look: look(scale),
      points: rows.map((row, i) => {
        const roles = [row.scheme === a, row.scheme === b];
        const letters = ['A', 'B'].filter((_, role) => roles[role]).join(' ');
        const label = (/** @type {string} */ name, /** @type {(gain: number) => string} */ write) =>
          [letters, name, i > 0 && Number.isFinite(row.gain) && !quiet() ? difference(row.gain, write) : '']
            .filter(Boolean)
            .join('  ');
        return {
          // A and B stand by their notation where they are no remedy.
          name: label(row.name === 'a' || row.name === 'b' ? row.scheme : nameOf(row), decibels),
          // After the format, which all have in common.
          short: label(row.scheme.split(':').slice(1).join(':') || row.scheme, (gain) =>
            gain.toFixed(1).replace('-', '−'),
          ),
          bits: row.metrics.bits_per_value,
          sqnr: row.metrics.sqnr_db,
          remedy: i > 0 && row.name !== 'a' && row.name !== 'b',
          roles,
        };
      }),
      titles: [t('figure.bits'), t('figure.sqnr')],
    });
    map = plotMap(/** @type {any} */ (record), scale);
    mark();
    return t('ui.comparison.picture', { a, b, data });
  }

  return {
    picture,
    live: live.element,
    /** @param {Shown} next */
    update(next) {
      shown = next;
      order = [...next.rows].sort(
        (p, q) => p.metrics.bits_per_value - q.metrics.bits_per_value || p.metrics.sqnr_db - q.metrics.sqnr_db,
      );
      picture.schedule();
      say();
    },
  };
}
