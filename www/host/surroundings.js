// Whether the page around an element is light or dark. Hosts switch by attributes and classes of all kinds, but all of them change the
// background. So the background decides: the nearest one that is painted around the element, or else the page's own.

/** Reveal.js paints the backgrounds of slides beside them, and marks the slides with these classes. @type {[string, 'light'|'dark'][]} */
const SAID = [
  ['has-dark-background', 'dark'],
  ['has-light-background', 'light'],
];
/** A background less opaque than this does not count. */
const OPAQUE = 0.5;

/** @param {Element} element @returns {'light'|'dark'} */
export function themeAround(element) {
  for (const node of around(element)) {
    const said = SAID.find(([name]) => node.classList.contains(name));
    if (said) return said[1];
    const ground = paint(getComputedStyle(node).backgroundColor);
    if (ground.alpha >= OPAQUE) return ground.luminance < 0.5 ? 'dark' : 'light';
  }
  return bare();
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
  for (const node of around(element)) observer.observe(node, { attributes: true });
  observer.observe(document.head, { attributes: true, childList: true, subtree: true });
  document.addEventListener('transitionend', look, { signal });
  document.addEventListener('load', look, { signal, capture: true });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', look, { signal });
  signal.addEventListener('abort', () => observer.disconnect());
}

/** The elements around an element as it is painted, from the inside out, through slots and shadow roots. @param {Element} element */
function* around(element) {
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

/** A colour as it is painted. @param {string} colour as a computed style has it @returns {{alpha: number, luminance: number}} 0 to 1 */
function paint(colour) {
  const plain = /^rgba?\((\d+), (\d+), (\d+)(?:, ([\d.]+))?\)$/.exec(colour);
  const [red, green, blue, alpha] = plain
    ? [...plain.slice(1, 4).map(Number), 255 * Number(plain[4] ?? 1)]
    : mixed(colour);
  // Weights of Rec. 709, on the values as they are: which is enough to distinguish light and dark.
  return { alpha: alpha / 255, luminance: (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255 };
}

/** Red, green, blue and alpha of a colour in another of CSS's notations, 0 to 255. @param {string} colour */
function mixed(colour) {
  palette ??= Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', {
    willReadFrequently: true,
  });
  if (!palette) return [0, 0, 0, 0];
  palette.clearRect(0, 0, 1, 1);
  palette.fillStyle = colour;
  palette.fillRect(0, 0, 1, 1);
  return [...palette.getImageData(0, 0, 1, 1).data];
}
