// The inspector: one value's arithmetic under A and under B, with its real numbers.

import { number } from '../numbers/format.js';
import { arithmeticSteps } from '../numbers/arithmetic.js';
import { blockHolds } from '../numbers/block-values.js';
import { h, setText } from '../controls/dom.js';
import { ROLES, letterOf } from '../state/roles.js';
import { blockText } from './scheme/block-chooser.js';

/** @param {Pick<import('../element/types.js').PageContext, 't'|'drawing'>} context */
export function inspector({ t, drawing }) {
  const touch = globalThis.matchMedia('(hover: none)');
  const value = h('p', { class: 'inspected' });
  const lines = { a: h('p', { class: 'arithmetic a' }), b: h('p', { class: 'arithmetic b' }) };
  const element = h('section', { class: 'inspector', 'aria-label': t('ui.inspector') }, value, lines.a, lines.b);
  const span = (/** @type {string} */ text) => h('span', { class: 'step', text });
  /** Why a value has no code on the grid shown. @param {'a'|'b'} role @param {import('../engine/records.js').SchemeFrame} scheme */
  function elsewhereWords(role, scheme) {
    const { levels } = scheme;
    const [lo, hi] = [levels[0], levels[levels.length - 1]].map((end) => number(end, { digits: 4, trim: true }));
    return { letter: letterOf(role), block: blockText(t, scheme), lo, hi };
  }
  /** @param {'a'|'b'} role @param {import('../views/types.js').Step} step @param {import('../engine/records.js').SchemeFrame} scheme */
  function parts(role, step, scheme) {
    const letter = h('span', { class: 'letter', text: letterOf(role) });
    const block = scheme.blocks > 1 ? blockText(t, scheme) : '';
    if (step.elsewhere) return [letter, span(t('ui.inspector.elsewhere', elsewhereWords(role, scheme)))];
    const front = block ? [span(t('figure.front', { block }))] : [];
    const clipped = step.clipped ? [h('span', { class: 'tag', text: t('ui.inspector.clipped') })] : [];
    return [letter, ...front, ...arithmeticSteps(t, step, scheme).map(span), ...clipped];
  }
  let said = '';
  const short = (/** @type {number} */ x) => number(x, { digits: 5, trim: true });
  /** What becomes of a value, in sentences. @param {import('../views/types.js').Steps} steps @param {import('../engine/records.js').Frame} frame */
  const sentences = (steps, frame) =>
    [
      t('ui.inspector.said', { x: short(steps.a.x) }),
      ...ROLES.map((role) => {
        const { q, decoded, error, clipped, elsewhere } = steps[role];
        if (elsewhere) return t('ui.inspector.said.elsewhere', elsewhereWords(role, frame[role]));
        const words = { letter: letterOf(role), q: short(q), decoded: short(decoded), error: short(error) };
        return t(clipped ? 'ui.inspector.said.clipped' : 'ui.inspector.said.code', words);
      }),
    ].join(' ');
  return {
    element,
    /** What it shows, for a screen reader. */
    words: () => said,
    /**
     * @param {import('../engine/records.js').Frame} frame
     * @param {number|null} x
     * @returns {import('../views/types.js').Steps|null}
     */
    update(frame, x) {
      if (x === null) {
        said = t(touch.matches ? 'ui.inspector.hint.touch' : 'ui.inspector.hint');
        setText(value, said);
        for (const line of Object.values(lines)) line.replaceChildren();
        return null;
      }
      const step = (/** @type {'a'|'b'} */ role) => {
        const found = drawing().inspect(x, frame[role].params);
        return { ...found, elsewhere: found.clipped && !blockHolds(frame[role], frame.view, found.x) };
      };
      const steps = { a: step('a'), b: step('b') };
      said = sentences(steps, frame);
      setText(value, `x = ${short(steps.a.x)}`);
      for (const role of ROLES) {
        // The spaces keep apart what is read aloud or copied.
        lines[role].replaceChildren(...parts(role, steps[role], frame[role]).flatMap((part) => [part, ' ']));
      }
      return steps;
    },
  };
}
