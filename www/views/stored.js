// A sentence in the place of a view that has no picture of the scheme `stored`: its grid is the one that a file stores, without a rule
// that could give another one.

import { h, setText } from '../controls/dom.js';

/** The scheme's notation. */
export const STORED = 'stored';

/** Style rules of the place. Its tools stay: with some of them a view has a picture again. */
const style = /* css */ `
.refused > :not(.refusal, .tools) { display: none; }
.refusal { margin: 24px; max-width: 60ch; }
`;

/**
 * The view, which shows a sentence while `refuses` gives one for a frame and a state.
 * @param {import('./types.js').View} view @param {(frame: import('../engine/records.js').Frame, state: any) => string} refuses empty: the view shows what it shows
 * @returns {import('./types.js').View}
 */
export function unlessStored(view, refuses) {
  const said = h('p', { class: 'refusal hint', hidden: true });
  view.element.prepend(said);
  let refused = '';
  return Object.defineProperties(
    { ...view },
    Object.getOwnPropertyDescriptors(
      /** @type {import('./types.js').View} */ ({
        element: view.element,
        style: `${view.style ?? ''}${style}`,
        get picture() {
          return refused === '' ? view.picture : undefined;
        },
        update(frame, state, answer) {
          refused = refuses(frame, state);
          setText(said, refused);
          said.hidden = refused === '';
          view.element.classList.toggle('refused', refused !== '');
          if (refused === '') view.update(frame, state, answer);
        },
        mark: (steps, words) => refused === '' && view.mark?.(steps, words),
        tables: (frame, state) => (refused === '' ? (view.tables?.(frame, state) ?? []) : []),
        sheets: () => (refused === '' ? (view.sheets?.() ?? []) : []),
        dispose: () => view.dispose(),
      }),
    ),
  );
}
