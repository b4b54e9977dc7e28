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
  /** @param {'a'|'b'} role @param {import('../views/types.js').Step} step @param {import('../engine/records.js').SchemeFrame} scheme */
  function parts(role, step, scheme) {
    const letter = h('span', { class: 'letter', text: letterOf(role) });
    const block = scheme.blocks > 1 ? blockText(t, scheme) : '';
    if (step.elsewhere) {
      const [lo, hi] = [scheme.params.alpha, scheme.params.beta].map((end) => number(end, { digits: 4, trim: true }));
      return [letter, span(t('ui.inspector.elsewhere', { block, lo, hi }))];
    }
    const front = block ? [span(t('figure.front', { block }))] : [];
    const clipped = step.clipped ? [h('span', { class: 'tag', text: t('ui.inspector.clipped') })] : [];
    return [letter, ...front, ...arithmeticSteps(t, step, scheme.params).map(span), ...clipped];
  }
  return {
    element,
    /** Its text, for a screen reader. */
    words: () =>
      [value, ...Object.values(lines)]
        .map((line) =>
          [...(line.childElementCount > 0 ? line.children : [line])].map((part) => part.textContent).join(' '),
        )
        .filter(Boolean)
        .join('; '),
    /**
     * @param {import('../engine/records.js').Frame} frame
     * @param {number|null} x
     * @returns {import('../views/types.js').Steps|null}
     */
    update(frame, x) {
      if (x === null) {
        setText(value, t(touch.matches ? 'ui.inspector.hint.touch' : 'ui.inspector.hint'));
        for (const line of Object.values(lines)) line.replaceChildren();
        return null;
      }
      const step = (/** @type {'a'|'b'} */ role) => {
        const found = drawing().inspect(x, frame[role].params);
        return { ...found, elsewhere: found.clipped && !blockHolds(frame[role], frame.view, found.x) };
      };
      const steps = { a: step('a'), b: step('b') };
      setText(value, `x = ${number(steps.a.x, { digits: 5, trim: true })}`);
      for (const role of ROLES) lines[role].replaceChildren(...parts(role, steps[role], frame[role]));
      return steps;
    },
  };
}
