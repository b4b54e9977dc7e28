// The times of the ways to compute a product, measured on this machine when a person asks for it, and only then. A worker measures; the
// panel shows the progress and can cancel.

import { count, number, withUnit } from '../../numbers/format.js';
import { isSentence, messageOf } from '../../engine/wire.js';
import { button } from '../../controls/controls.js';
import { h, setText } from '../../controls/dom.js';
import { table } from '../../panels/tables.js';
import { say } from '../../i18n/index.js';
import { Obsolete } from '../../engine/errors.js';
import { sheet } from '../../export/sheets.js';
import { pictureCanvas } from '../../plot/canvas.js';

/** @typedef {import('../../engine/messages.js').ProductTimes} ProductTimes */

const ratio = (/** @type {number} */ value) => value.toFixed(2);

/** @param {import('../types.js').ViewContext} context */
export function timingPanel({ t, products, drawing, look, recover }) {
  let size = 0;
  let schemes = { activations: '', weights: '' };
  /** @type {ProductTimes|null} */
  let shown = null;
  /** @type {AbortController|null} what is being measured */
  let running = null;

  const picture = pictureCanvas({ paint, recover });
  const stage = h('div', { class: 'stage timing-stage', hidden: true }, picture.box);
  const meter = h('progress', { max: 1, hidden: true, 'aria-label': t('integers.timing.progress') });
  const start = button({ text: t('integers.timing.start'), name: 'timing-start', onClick: () => void measure() });
  const cancel = button({ text: t('ui.cancel'), name: 'timing-cancel', onClick: () => running?.abort() });
  const words = h('p', { class: 'says', role: 'status' });

  const name = (/** @type {string} */ variant) => t(`integers.variant.${variant}`);
  const time = (/** @type {number} */ ms) =>
    ms < 1 ? withUnit(number(1000 * ms, { digits: 3 }), 'µs') : withUnit(number(ms, { digits: 3 }), 'ms');
  const spreads = (/** @type {ProductTimes} */ { times, variants }) => drawing().spreads(times, variants.length);

  async function measure() {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    show();
    setText(words, t('integers.timing.running', { size: count(size) }));
    meter.value = 0;
    /** @type {string} */
    let end;
    try {
      const times = await products().time({ size, ...schemes }, (fraction) => (meter.value = fraction), mine.signal);
      if (running !== mine) return;
      shown = times;
      end = summary(times);
    } catch (error) {
      if (running !== mine) return;
      if (error instanceof Obsolete) end = t('integers.timing.cancelled');
      else
        end = isSentence(error)
          ? say(t, /** @type {any} */ (error))
          : t('error.engine.panic', { message: messageOf(error) });
    }
    running = null;
    setText(words, end);
    show();
  }
  /** @param {ProductTimes} times */
  function summary(times) {
    const found = spreads(times);
    if (found.length === 0) return t('integers.timing.clock');
    const { rounds, repeats } = { rounds: times.times.length / times.variants.length, repeats: times.repeats };
    const checked = t(times.agree ? 'integers.timing.agree' : 'integers.timing.disagree');
    return `${t('integers.timing.done', { rounds: count(rounds), repeats: count(repeats), size: count(times.size), time: time(found[0].time.median) })} ${checked}`;
  }
  function show() {
    start.hidden = running !== null;
    cancel.hidden = meter.hidden = running === null;
    setText(start, t(shown ? 'integers.timing.again' : 'integers.timing.start'));
    stage.hidden = shown === null;
    if (shown) picture.draw();
  }

  /** @param {HTMLCanvasElement} canvas @param {number} scale */
  function paint(canvas, scale) {
    if (!shown) return;
    const found = spreads(shown);
    const small = found.length > 0 && found[0].time.median < 1;
    const rows = shown.variants.map((variant, i) => ({ label: name(variant), says: found[i] ? says(found[i]) : '' }));
    const times = small ? shown.times.map((ms) => 1000 * ms) : shown.times;
    drawing().draw_timing(
      canvas,
      { look: look(scale), title: t(small ? 'integers.timing.axis.us' : 'integers.timing.axis.ms'), rows },
      times,
    );
    picture.canvas.setAttribute('aria-label', t('integers.timing.picture', { size: count(shown.size) }));
  }
  /** @param {{ratio: import('../../engine/pkg.js').Spread}} spread */
  const says = ({ ratio: { median, lower, upper } }) =>
    t('integers.timing.ratio', { median: ratio(median), lower: ratio(lower), upper: ratio(upper) });

  show();
  return {
    picture,
    /** Whether something is shown. */
    shown: () => shown !== null,
    element: h(
      'section',
      { class: 'timing', 'aria-label': t('integers.timing') },
      h('h2', { text: t('integers.timing') }),
      h('p', { class: 'hint', text: t('integers.timing.what') }),
      h('div', { class: 'row' }, start, meter, cancel),
      words,
      stage,
    ),
    /** @param {number} nextSize @param {{activations: string, weights: string}} nextSchemes */
    update(nextSize, nextSchemes) {
      schemes = nextSchemes;
      if (size !== nextSize) {
        size = nextSize;
        running?.abort();
        running = null;
        shown = products().known(size);
        setText(words, shown ? summary(shown) : '');
      }
      show();
    },
    tables() {
      if (!shown) return [];
      const times = shown;
      const head = ['variant', 'median', 'quartiles', 'ends', 'ratio'].map((each) => t(`integers.head.${each}`));
      const rows = spreads(times).map((spread, i) => {
        const { min, lower, median, upper, max } = spread.time;
        return [
          name(times.variants[i]),
          time(median),
          `${time(lower)} – ${time(upper)}`,
          `${time(min)} – ${time(max)}`,
          says(spread),
        ];
      });
      return [table(t('integers.timing.picture', { size: count(times.size) }), head, rows)];
    },
    /** The time of every round, in milliseconds per product. @returns {import('../../export/types.js').Sheet[]} */
    sheets() {
      if (!shown) return [];
      const { variants, times } = shown;
      return [
        sheet('times', {
          round: Array.from({ length: times.length / variants.length }, (_, i) => i + 1),
          ...Object.fromEntries(
            variants.map((variant, i) => [variant, times.filter((_, j) => j % variants.length === i)]),
          ),
        }),
      ];
    },
    dispose() {
      running?.abort();
      running = null;
      picture.dispose();
    },
  };
}
