// The button that makes a guess. It can be pressed once there is something to make.

import { button } from '../../../controls/controls.js';

/** @param {import('./types.js').Kit} kit @param {() => import('./types.js').Guess} guess */
export function committing({ t, commit }, guess) {
  const element = button({
    text: t('ui.lesson.commit'),
    name: 'commit',
    onClick: () => commit(guess()),
  });
  element.disabled = true;
  return {
    element,
    /** @param {boolean} ready whether the guess is whole */
    allow(ready) {
      element.disabled = !ready;
    },
  };
}
