// A walk: an algorithm in frames, gone through one by one or played. The text of a frame appears with the picture it is about.

import { inLang } from '../../i18n/index.js';
import { fill } from '../../lessons/expression.js';
import { button } from '../../controls/controls.js';
import { h, setText } from '../../controls/dom.js';

/** @typedef {import('../../lessons/types.js').Walk} Walk */
/** @typedef {import('../../lessons/expression.js').Scope} Scope */

/** How long a frame stands while it plays, in milliseconds: long enough for its text. */
const STANDS = 1400;

/** @param {{t: import('../../i18n/types.js').Translator, go: (frame: number) => void}} context go: asks for a frame, from 0 */
export function lessonWalk({ t, go }) {
  const still = matchMedia('(prefers-reduced-motion: reduce)');
  const place = h('span', { class: 'hint walk-place' });
  const text = h('p', { class: 'walk-text', 'aria-live': 'polite' });
  const back = button({ text: '◂', name: 'walk-back', title: t('ui.lesson.walk.back'), onClick: () => step(-1) });
  const on = button({ text: '▸', name: 'walk-on', title: t('ui.lesson.walk.on'), onClick: () => step(1) });
  const play = button({ text: '', name: 'walk-play', onClick: () => (playing ? stop() : start()) });
  const element = h(
    'div',
    { class: 'walk', hidden: true, role: 'group', 'aria-label': t('ui.lesson.walk') },
    // What the arrows step through stands between them: a view below may have arrows of its own.
    h('div', { class: 'row' }, back, place, on, play),
    text,
  );
  /** @type {Walk|null} */
  let walk = null;
  let shown = 0;
  let playing = false;
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let turn;

  const last = () => (walk ? walk.frames.length - 1 : 0);
  /** @param {number} by @returns {boolean} whether there is a walk */
  function step(by) {
    if (!walk) return false;
    stop();
    const to = Math.min(last(), Math.max(0, shown + by));
    if (to !== shown) go(to);
    return true;
  }
  function start() {
    playing = true;
    if (shown === last()) go(0);
    else next();
    show();
  }
  /** The next frame comes when this one has stood for a while. */
  function next() {
    clearTimeout(turn);
    if (!playing) return;
    if (shown < last()) turn = setTimeout(() => go(shown + 1), STANDS);
    else stop();
  }
  function stop() {
    playing = false;
    clearTimeout(turn);
    show();
  }
  function show() {
    if (!walk) return;
    setText(place, t('ui.lesson.walk.place', { frame: shown + 1, frames: walk.frames.length }));
    setText(play, t(playing ? 'ui.lesson.walk.pause' : 'ui.lesson.walk.play'));
    play.hidden = still.matches;
    // A button that is disabled would lose the focus.
    const held = [back, on].find((each) => each.matches(':focus'));
    [back.disabled, on.disabled] = [false, false];
    if (held === back && shown === 0) on.focus();
    if (held === on && shown === last()) back.focus();
    back.disabled = shown === 0;
    on.disabled = shown === last();
  }

  return {
    element,
    step,
    stop,
    /**
     * @param {Walk|null} now the walk of the step that is shown
     * @param {number} frame the one asked for @param {Scope|null} scope its numbers, once it is shown
     */
    update(now, frame, scope) {
      if (now !== walk) {
        if (playing) stop();
        walk = now;
        shown = 0;
        setText(text, '…');
      }
      element.hidden = walk === null;
      if (!walk || !scope) return;
      const arrived = frame !== shown;
      shown = frame;
      setText(text, fill(inLang(t, walk.text), scope));
      show();
      if (arrived && playing) next();
    },
    dispose: stop,
  };
}
