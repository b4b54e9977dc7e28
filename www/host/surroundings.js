// Whether the page around an element is light or dark. Hosts switch by attributes and classes of all kinds, but all of them change the
// background. So the background decides: the one that the page gives to the element, the nearest one that is painted around it, or
// else the page's own.

/** Reveal.js paints the backgrounds of slides beside them, and marks the slides with these classes. @type {[string, 'light'|'dark'][]} */
const SAID = [
  ['has-dark-background', 'dark'],
  ['has-light-background', 'light'],
];
/** A background less opaque than this does not count. */
const OPAQUE = 0.5;

/** The ground that a page gives to the elements in it. */
const GROUND = '--quant-scope-background';

/** The theme that suits the ground of an element: the one the page gives to it, or what is painted around it. @param {Element} element @returns {'light'|'dark'} */
export function themeAround(element) {
  const given = colorGiven(element, GROUND);
  const ground = given && groundOf(given);
  return ground ? ground.theme : around(element).theme;
}

/**
 * The colour that a custom property gives to an element; null without one, or where it holds something else. A colour made of
 * `currentColor` is none: it would depend on the colour that it decides over.
 * @param {Element} element @param {string} name of the property
 */
export function colorGiven(element, name) {
  const value = getComputedStyle(element).getPropertyValue(name).trim();
  return CSS.supports('color', value) && !/\bcurrentcolor\b/i.test(value) ? value : null;
}

/**
 * The nearest ground that is painted around an element. No colour where only a class says whether it is light or dark.
 * @param {Element} element @returns {{theme: 'light'|'dark', color: Rgb|null}}
 */
export function around(element) {
  for (const node of outward(element)) {
    const said = SAID.find(([name]) => node.classList.contains(name));
    if (said) return { theme: said[1], color: null };
    const ground = groundOf(getComputedStyle(node).backgroundColor);
    if (ground) return ground;
  }
  const theme = bare();
  return { theme, color: theme === 'light' ? [255, 255, 255] : null };
}

/** A ground as it is painted; null for one that does not cover, or that depends on the theme. @param {string} color */
function groundOf(color) {
  if (color.includes('light-dark(')) return null;
  const { rgb, alpha } = painted(color);
  if (alpha < OPAQUE) return null;
  return { theme: /** @type {'light'|'dark'} */ (lightness(rgb) < 0.5 ? 'dark' : 'light'), color: rgb };
}

/**
 * Calls when the background may have changed: an attribute was switched, a style sheet exchanged, a transition ended.
 * @param {Element} element @param {() => void} onchange @param {AbortSignal} signal
 */
export function watchSurroundings(element, onchange, signal) {
  let coming = 0;
  const look = () => {
    coming ||= requestAnimationFrame(() => {
      coming = 0;
      if (!signal.aborted) onchange();
    });
  };
  const observer = new MutationObserver(look);
  for (const node of outward(element)) observer.observe(node, { attributes: true });
  observer.observe(element, { attributes: true, attributeFilter: ['class', 'style'] });
  observer.observe(document.head, { attributes: true, childList: true, subtree: true });
  document.addEventListener('transitionend', look, { signal });
  document.addEventListener('load', look, { signal, capture: true });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', look, { signal });
  signal.addEventListener('abort', () => observer.disconnect());
}

/** The elements around an element as it is painted, from the inside out, through slots and shadow roots. @param {Element} element */
function* outward(element) {
  /** @type {Node|null} */
  let node = element;
  for (;;) {
    node = node instanceof ShadowRoot ? node.host : (/** @type {Element} */ (node).assignedSlot ?? node.parentNode);
    if (!node || node instanceof Document) return;
    if (node instanceof Element) yield node;
  }
}

/** The background of a page that paints none: white, unless the page declares that it can be dark. @returns {'light'|'dark'} */
function bare() {
  const own = getComputedStyle(document.documentElement).colorScheme;
  const meta = document.querySelector('meta[name="color-scheme"]')?.getAttribute('content');
  const schemes = (own === 'normal' ? (meta ?? '') : own).split(/\s+/);
  if (!schemes.includes('dark')) return 'light';
  return !schemes.includes('light') || matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/** @type {CanvasRenderingContext2D|null} */
let palette = null;

/** @typedef {[number, number, number]} Rgb red, green and blue, 0 to 255 */

/** A colour as it is painted. @param {string} color as a computed style has it @returns {{rgb: Rgb, alpha: number}} alpha: 0 to 1 */
export function painted(color) {
  const plain = /^rgba?\((\d+), (\d+), (\d+)(?:, ([\d.]+))?\)$/.exec(color);
  const [red, green, blue, alpha] = plain
    ? [...plain.slice(1, 4).map(Number), 255 * Number(plain[4] ?? 1)]
    : mixed(color);
  return { rgb: [red, green, blue], alpha: alpha / 255 };
}

/** Weights of Rec. 709, on the values as they are: which is enough to distinguish light and dark. @param {Rgb} color */
const lightness = ([red, green, blue]) => (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;

/** Red, green, blue and alpha of a colour in another of CSS's notations, 0 to 255. @param {string} color */
function mixed(color) {
  palette ??= Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', {
    willReadFrequently: true,
  });
  if (!palette) return [0, 0, 0, 0];
  palette.clearRect(0, 0, 1, 1);
  palette.fillStyle = color;
  palette.fillRect(0, 0, 1, 1);
  return [...palette.getImageData(0, 0, 1, 1).data];
}
