// The inspector: one value's arithmetic under A and under B, with its real numbers.

import { number } from '../numbers/format.js';
import { arithmeticSteps } from '../numbers/arithmetic.js';
import { h, setText } from '../controls/dom.js';
import { ROLES, letterOf } from '../state/roles.js';

/** @param {Pick<import('../element/types.js').PageContext, 't'|'drawing'>} context */
export function inspector({ t, drawing }) {
  const touch = globalThis.matchMedia('(hover: none)');
  const value = h('p', { class: 'inspected' });
  const lines = { a: h('p', { class: 'arithmetic a' }), b: h('p', { class: 'arithmetic b' }) };
  const element = h('section', { class: 'inspector', 'aria-label': t('ui.inspector') }, value, lines.a, lines.b);
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
      const steps = { a: drawing().inspect(x, frame.a.params), b: drawing().inspect(x, frame.b.params) };
      setText(value, `x = ${number(steps.a.x, { digits: 5, trim: true })}`);
      for (const role of ROLES) {
        const step = steps[role];
        const lists = arithmeticSteps(t, step, frame[role].params).map((text) => h('span', { class: 'step', text }));
        const clipped = step.clipped ? [h('span', { class: 'tag', text: t('ui.inspector.clipped') })] : [];
        lines[role].replaceChildren(h('span', { class: 'letter', text: letterOf(role) }), ...lists, ...clipped);
      }
      return steps;
    },
  };
}
