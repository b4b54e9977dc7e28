// Presenting: the element as a slide. Type and pictures scale with the room that the slide has, and leaving brings back what was in sight
// and what had the focus.

import { boxSize } from '../plot/box-size.js';

/** A line of text is this share of a slide's height and of its width, and at least so many CSS pixels. In one column it may be larger. */
const LINES = 40;
const ACROSS = 52;
const COLUMN = 26;
const LEAST = 13;
/** The type for which pictures are drawn on a page, in CSS pixels. */
const USUAL = 14;
/** A narrower slide has one column; in a lower one what is asked stands beside the picture. */
const NARROW = 700;
const LOW = 520;

/** What was in sight and had the focus before the slide, by element: it outlives a layout in another language. @type {WeakMap<Element, {top: number, control: string|undefined}>} */
const before = new WeakMap();

/**
 * @param {HTMLElement} root of the layout
 * @param {{headline: HTMLElement, embedded: () => boolean, resized: () => void}} options headline: takes the focus from what the slide
 *   hides; embedded: whether the window is that of another page; resized: pictures have another scale
 */
export function presenting(root, { headline, embedded, resized }) {
  const size = boxSize(root, () => isOn() && measure() && resized());
  let letters = 1;
  const isOn = () => root.classList.contains('presenting');
  const host = () => /** @type {ShadowRoot} */ (root.getRootNode()).host;
  const focused = () =>
    /** @type {HTMLElement|null|undefined} */ (/** @type {ShadowRoot} */ (root.getRootNode()).activeElement);

  /** Fits the type to the slide; false where nothing changed. */
  function measure() {
    const { width, height } = size.now();
    const tall = width < NARROW || width < height;
    const type = Math.max(LEAST, Math.min(height / LINES, width / (tall ? COLUMN : ACROSS)));
    root.style.setProperty('--slide-type', `${type.toFixed(2)}px`);
    root.dataset.slide = tall ? 'tall' : height < LOW ? 'low' : 'wide';
    const was = letters;
    letters = Math.max(1, type / USUAL);
    return letters !== was;
  }
  function begin() {
    root.classList.add('presenting');
    // Where it is clicked or touched it takes the focus, and so hears its keys.
    root.tabIndex = -1;
  }
  function enter() {
    const control = focused()?.dataset.control;
    const held = focused() !== null;
    if (!before.has(host())) before.set(host(), { top: scrollY, control });
    begin();
    size.forget();
    measure();
    return () => held && headline.focus({ preventScroll: true });
  }
  function leave() {
    const { top, control } = before.get(host()) ?? { top: 0, control: undefined };
    before.delete(host());
    root.classList.remove('presenting');
    root.removeAttribute('tabindex');
    delete root.dataset.slide;
    letters = 1;
    return () => {
      const holder = control && root.querySelector(`[data-control="${CSS.escape(control)}"]`);
      if (holder instanceof HTMLElement || holder instanceof SVGElement) holder.focus({ preventScroll: true });
      if (!embedded()) scrollTo({ top, behavior: 'instant' });
    };
  }

  return {
    isOn,
    /** The layout begins as a slide, before it is in the page. */
    begin,
    /** How much larger than on a page letters of a picture are. */
    letters: () => letters,
    /** Begins or ends the slide. What is returned moves the focus, once everything is in its place. @param {boolean} on @returns {() => void} */
    set(on) {
      if (on === isOn()) return () => {};
      return on ? enter() : leave();
    },
    dispose: size.dispose,
  };
}
