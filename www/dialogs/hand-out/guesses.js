// A question's guess on paper: room to write or to draw it, and the right one in words.

import { count, decibels, number } from '../../numbers/format.js';
import { inLang } from '../../i18n/index.js';
import { evaluate } from '../../lessons/expression.js';
import { goalText } from '../../lessons/goals.js';
import { h } from '../../controls/dom.js';
import { emptyBoxes, emptyCurve, emptyLine } from './drawing-room.js';

/** @typedef {import('../../i18n/types.js').Translator} Translator */
/** @typedef {import('../../lessons/types.js').LessonQuestion} Question */
/** @typedef {import('./measured.js').Shown} Shown */

/** A blank to write a number on. */
const BLANK = '__________';

/** Room for a guess; its axes are those of the answer. @param {Translator} t @param {Question} question @param {Shown} told @returns {Element[]} */
export function roomFor(t, question, { frame }) {
  switch (question.kind) {
    case 'choice':
      return [boxes(question.options.map(({ text }) => inLang(t, text)))];
    case 'challenge':
      return [boxes(question.goals.map((goal) => goalText(goal, t)))];
    case 'slider':
      return [h('p', { class: 'room', text: t(`ui.lesson.unit.${question.unit}`, { value: BLANK }) })];
    case 'curve':
      return [
        emptyCurve({
          name: t('hand-out.curve'),
          labels: question.points.map(({ label }) => inLang(t, label)),
          axis: inLang(t, question.axis),
          range: question.range,
        }),
      ];
    case 'place': {
      const key = question.answers.length === 2 ? 'hand-out.stretch' : 'hand-out.line';
      return [
        h('p', { class: 'hint', text: t(key) }),
        emptyLine({ name: t(key), range: [frame.data.min, frame.data.max] }),
      ];
    }
    case 'codes':
      return [
        h('p', { class: 'hint', text: t('hand-out.codes') }),
        emptyBoxes({ name: t('hand-out.codes'), labels: Array.from(frame[question.scheme].codes, count) }),
      ];
  }
}

/** @param {readonly string[]} texts */
function boxes(texts) {
  return h('ul', { class: 'boxes' }, ...texts.map((text) => h('li', {}, text)));
}

/** The answer in words, as short as can be. @param {Translator} t @param {Question} question @param {Shown} told @param {readonly number[]} points SQNR at the points of a curve */
export function answerOf(t, question, { frame, scope }, points) {
  const written = (/** @type {string} */ expression) => short(Number(evaluate(expression, scope)));
  switch (question.kind) {
    case 'choice':
      return inLang(t, question.options[question.answer].text);
    case 'challenge':
      return question.solution;
    case 'slider':
      return t(`ui.lesson.unit.${question.unit}`, { value: written(question.answer) });
    case 'curve':
      return question.points.map(({ label }, i) => `${inLang(t, label)}: ${decibels(points[i])}`).join('; ');
    case 'place': {
      const [from, to] = question.answers.map(written);
      return to === undefined ? from : t('hand-out.from-to', { from, to });
    }
    case 'codes': {
      const { codes, usage } = frame[question.scheme];
      const used = Array.from(codes).filter((_, rank) => usage[rank] > 0);
      return t('hand-out.used', { codes: runs(used).join(', '), used: used.length, all: codes.length });
    }
  }
}

/** @param {number} value */
const short = (value) => number(value, { digits: 3, trim: true });

/** Whole numbers, ascending, with those in a row as one stretch. @param {readonly number[]} numbers */
export function runs(numbers) {
  /** @type {[number, number][]} */
  const found = [];
  for (const each of numbers) {
    const last = found.at(-1);
    if (last && last[1] + 1 === each) last[1] = each;
    else found.push([each, each]);
  }
  return found.map(([from, to]) => (from === to ? count(from) : `${count(from)} … ${count(to)}`));
}
