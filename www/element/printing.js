// Printing the page: dark on white whatever the theme, and each picture as a copy in the proportions that it has on the screen. A canvas
// would be stretched to the paper, because nothing is drawn anew between the layout for the paper and the print.

import { undress } from './page-look.js';

/** Pixels of a picture that cannot be lines and letters, for one CSS pixel. */
const SHARP = 3;
/** A copy is drawn at most this wide, in CSS pixels, so that its letters can be read on a sheet. */
const WIDEST = 900;

/** @typedef {import('../plot/types.js').Picture} Picture */

/**
 * @param {HTMLElement} root of a layout
 * @param {{drawn: <T>(theme: 'light'|'dark', draw: (picture: Picture) => T) => T|null, after: () => void}} options `after` brings back
 *   the look of the screen
 * @param {AbortSignal} signal
 */
export function dressForPaper(root, { drawn, after }, signal) {
  let theme = '';
  const before = () => {
    if (theme) return;
    theme = root.dataset.theme ?? 'light';
    root.dataset.theme = 'light';
    undress(root);
    // The canvas has the proportions of the screen, even where the layout is that of the paper already.
    const canvas = root.querySelector('.stage:not([hidden]) canvas');
    if (!(canvas instanceof HTMLCanvasElement) || canvas.width === 0) return;
    const width = Math.min(canvas.width / (globalThis.devicePixelRatio || 1), WIDEST);
    const size = { width, height: Math.round((width * canvas.height) / canvas.width) };
    const copy = drawn('light', (picture) => copyOf(picture, size));
    copy?.classList.add('on-paper');
    if (copy) canvas.closest('.stage')?.append(copy);
  };
  const afterwards = () => {
    if (!theme) return;
    root.dataset.theme = theme;
    theme = '';
    for (const copy of root.querySelectorAll('.on-paper')) copy.remove();
    after();
  };
  addEventListener('beforeprint', before, { signal });
  addEventListener('afterprint', afterwards, { signal });
  matchMedia('print').addEventListener('change', ({ matches }) => (matches ? before() : afterwards()), { signal });
}

/** As lines and letters; where it has images, which an SVG would load too late, as pixels. @param {Picture} picture @param {import('../plot/types.js').Size} size */
function copyOf(picture, size) {
  const lines = picture.svg(size);
  return lines.querySelector('image') ? picture.bitmap(size, SHARP) : lines;
}
