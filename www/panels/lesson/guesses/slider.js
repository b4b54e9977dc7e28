// A number as a guess: the slider has no thumb until a person gives it one.

import { number } from '../../../numbers/format.js';
import { evaluate } from '../../../lessons/expression.js';
import { h, setText } from '../../../controls/dom.js';
import { committing } from './commit.js';

/** Positions of the slider. */
const STOPS = 200;

/** How far two numbers of a unit lie apart: two percentages by percentage points. @param {import('../../../i18n/types.js').Translator} t @param {string} unit @param {number} gap */
export function distance(t, unit, gap) {
  const value = number(gap, { digits: gap < 10 ? 3 : 4, trim: true });
  if (unit !== '%') return t(`ui.lesson.unit.${unit}`, { value });
  return t(value === '1' ? 'ui.lesson.points.one' : 'ui.lesson.points', { value });
}

/** @type {import('./types.js').Kind<'slider'>} */
export function slider({ range: [lo, hi], unit, answer }, kit) {
  const { t, told, draft } = kit;
  const measure = (/** @type {number} */ value, digits = 3) =>
    t(`ui.lesson.unit.${unit}`, { value: number(value, { digits, trim: true }) });
  if (told) {
    const [guess] = told.guess;
    const measured = Number(evaluate(answer, told.scope));
    const gap = Math.abs(measured - guess);
    // The measured number has as many digits as in the sentence beside it, and its gap as many decimals.
    const words = { guess: measure(guess), measured: measure(measured, 4), gap: distance(t, unit, gap) };
    return [h('p', { class: 'measured', text: t('ui.lesson.guessed', words) })];
  }

  const valueAt = (/** @type {string} */ stop) => lo + ((hi - lo) * Number(stop)) / STOPS;
  const output = h('output', { class: 'value', text: '–' });
  const input = h('input', {
    type: 'range',
    class: 'untouched',
    min: '0',
    max: String(STOPS),
    step: '1',
    value: String(draft?.[0] ?? STOPS / 2),
    'aria-label': t('ui.lesson.guess'),
    'aria-valuetext': t('ui.lesson.guess.none'),
    'data-control': 'guess',
  });
  const commit = committing(kit, () => [valueAt(input.value)]);
  const touch = () => {
    input.classList.remove('untouched');
    const text = measure(valueAt(input.value));
    setText(output, text);
    input.setAttribute('aria-valuetext', text);
    commit.allow(true);
    kit.keep([Number(input.value)]);
  };
  input.addEventListener('input', touch);
  // Where the thumb would stand already, a click changes nothing.
  input.addEventListener('click', touch);
  if (draft) touch();
  const ends = h(
    'span',
    { class: 'ends', 'aria-hidden': 'true' },
    h('span', { text: measure(lo) }),
    h('span', { text: measure(hi) }),
  );
  return [
    h('p', { class: 'hint', text: t('ui.lesson.slider.how') }),
    h('div', { class: 'row guess' }, h('span', { class: 'track' }, input, ends), output, commit.element),
  ];
}
