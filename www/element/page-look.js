// What an element takes from the page around it: the ground, the colour of text and the font. The page gives them by the custom
// properties `--quant-scope-background`, `--quant-scope-color` and `--quant-scope-font`; without the first its own ground shows through.
//
// They hold while the element has the theme that suits the page. A theme that was chosen against the page comes with its own colours.
// A property that holds no colour, or no font family, counts as not given.

import { around, colorGiven, painted, themeAround } from '../host/surroundings.js';

/** @typedef {import('../host/surroundings.js').Rgb} Rgb */
/** @typedef {import('../plot/types.js').PageLook} PageLook */

/** The least contrast of text to its ground, and the shares of the ink in it that are tried, from faint to strong. */
const READABLE = 4.5;
const SHARES = [0.66, 0.74, 0.82, 0.9];
/** The shares of the ink in colours that are mixed anew on another ground. */
const MIXED = { '--raised': 0.04, '--rule': 0.16, '--strong-rule': 0.4 };

/** Text less opaque than this cannot be read. */
const SEEN = 0.3;

/** Gives the root of a layout its own colours. @param {HTMLElement} root */
export function undress(root) {
  for (const name of ['background-color', 'color', '--background', '--ink', '--muted', ...Object.keys(MIXED)])
    root.style.removeProperty(name);
  root.dataset.ground = 'own';
}

/**
 * Gives the root of a layout the look that the page around asks for.
 * @param {HTMLElement} root in the shadow of its element @param {'light'|'dark'} theme of the layout
 * @returns {PageLook} what pictures take of it
 */
export function dress(root, theme) {
  const { host } = /** @type {ShadowRoot} */ (root.getRootNode());
  undress(root);
  const suits = theme === themeAround(host);
  const family = fontGiven(host);
  root.style.fontFamily = family ?? '';
  const style = getComputedStyle(root);
  const font = family && style.fontFamily;
  if (!suits) return { ground: null, clear: false, ink: null, muted: null, font };

  root.dataset.ground = 'page';
  root.style.backgroundColor = colorGiven(host, '--quant-scope-background') ?? '';
  root.style.color = colorGiven(host, '--quant-scope-color') ?? '';
  // Text that can hardly be seen is no colour of text.
  if (painted(style.color).alpha < SEEN) root.style.color = '';

  const own = painted(style.getPropertyValue('--background').trim()).rgb;
  const ownInk = painted(style.getPropertyValue('--ink').trim()).rgb;
  const { rgb, alpha } = painted(style.backgroundColor);
  const clear = alpha < 1;
  const ground = clear ? (around(host).color ?? own) : rgb;
  const ink = painted(style.color).rgb;
  const [otherGround, otherInk] = [!same(ground, own), !same(ink, ownInk)];
  const muted = otherGround || otherInk ? faint(ink, ground) : null;
  const put = (/** @type {string} */ name, /** @type {Rgb} */ color) =>
    root.style.setProperty(name, `rgb(${color.join(', ')})`);
  if (otherGround) put('--background', ground);
  if (otherInk) put('--ink', ink);
  if (muted) {
    put('--muted', muted);
    for (const [name, share] of Object.entries(MIXED)) put(name, between(ground, ink, share));
  }
  return { ground: otherGround ? ground : null, clear, ink: muted && ink, muted, font };
}

/** The font family that the page gives; null without one. @param {Element} host */
function fontGiven(host) {
  const family = getComputedStyle(host).getPropertyValue('--quant-scope-font').trim();
  return CSS.supports('font-family', family) ? family : null;
}

/** The faintest mixture of an ink that can still be read. @param {Rgb} ink @param {Rgb} ground @returns {Rgb} */
function faint(ink, ground) {
  const mixtures = SHARES.map((share) => between(ground, ink, share));
  return mixtures.find((color) => contrast(color, ground) >= READABLE) ?? ink;
}

/** @param {Rgb} p @param {Rgb} q */
const same = (p, q) => p.every((value, i) => value === q[i]);

/** @param {Rgb} from @param {Rgb} to @param {number} share @returns {Rgb} */
const between = (from, to, share) =>
  /** @type {Rgb} */ (from.map((value, i) => Math.round(value + share * (to[i] - value))));

/** WCAG 2's contrast. @param {Rgb} p @param {Rgb} q */
function contrast(p, q) {
  const [dark, light] = [luminance(p), luminance(q)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** @param {Rgb} color */
function luminance(color) {
  const [red, green, blue] = color
    .map((value) => value / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
