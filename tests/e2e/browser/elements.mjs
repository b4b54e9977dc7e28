// Elements of a page, as Playwright's locators.

import { within } from './within.mjs';

/** @typedef {{x: number, y: number}} Point */
/** @typedef {{x: number, y: number, width: number, height: number}} Box */
/** @typedef {{hasText?: string|RegExp, has?: Elements, visible?: boolean}} Having */
/** @typedef {{state?: 'visible'|'hidden'|'attached'|'detached', timeout?: number}} Wait */

/** Elements of a document, found anew whenever something is asked; what acts on one or reads one needs exactly one. */
export class Elements {
  #found;
  #document;

  /** @param {import('playwright-core').Locator} found @param {{calm: () => Promise<void>}} document of which they are */
  constructor(found, document) {
    this.#found = found;
    this.#document = document;
  }

  // Which

  /** @param {string} selector @param {Having} [having] */
  locator(selector, having = {}) {
    return this.#with(this.#found.locator(selector)).filter(having);
  }
  /** Those that have a text, contain an element, or are seen. @param {Having} having */
  filter({ has, ...having }) {
    if (!has && Object.keys(having).length === 0) return this;
    return this.#with(this.#found.filter({ ...having, has: has ? has.#found : undefined }));
  }
  first() {
    return this.#with(this.#found.first());
  }
  last() {
    return this.#with(this.#found.last());
  }
  /** @param {number} index from 0 */
  nth(index) {
    return this.#with(this.#found.nth(index));
  }
  /** Waits until there is one that is seen, or as `state` says. @param {Wait} [wait] */
  waitFor(wait) {
    return this.#found.waitFor(wait);
  }

  // Actions

  click() {
    return this.#found.click();
  }
  /** @param {{position?: Point}} [options] where in the element; without it in its middle */
  tap(options) {
    return this.#found.tap(options);
  }
  hover() {
    return this.#found.hover();
  }
  focus() {
    return this.#found.focus();
  }
  blur() {
    return this.#found.blur();
  }
  /** @param {string} text */
  fill(text) {
    return this.#found.fill(text);
  }
  /** @param {string} key with the focus on the element */
  press(key) {
    return this.#found.press(key);
  }
  /** Ticks a box or a choice. @param {{force?: boolean}} [options] `force`: also where its label covers it */
  check(options) {
    return this.#found.check(options);
  }
  uncheck() {
    return this.#found.uncheck();
  }
  /** @param {string} value */
  async selectOption(value) {
    await this.#found.selectOption(value);
  }
  /** Gives a file to a file control. @param {{name: string, bytes: Uint8Array}} file */
  setFile({ name, bytes }) {
    return this.#found.setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) });
  }
  scrollIntoViewIfNeeded() {
    return this.#found.scrollIntoViewIfNeeded();
  }

  // Readings

  /** The text that is seen. */
  async innerText() {
    await this.#document.calm();
    return this.#found.innerText();
  }
  async allInnerTexts() {
    await this.#document.calm();
    return this.#found.allInnerTexts();
  }
  async textContent() {
    await this.#document.calm();
    return this.#found.textContent();
  }
  async allTextContents() {
    await this.#document.calm();
    return this.#found.allTextContents();
  }
  /** @param {string} name */
  async getAttribute(name) {
    await this.#document.calm();
    return this.#found.getAttribute(name);
  }
  async inputValue() {
    await this.#document.calm();
    return this.#found.inputValue();
  }
  async count() {
    await this.#document.calm();
    return this.#found.count();
  }
  async isVisible() {
    await this.#document.calm();
    return this.#found.isVisible();
  }
  async isChecked() {
    await this.#document.calm();
    return this.#found.isChecked();
  }
  async isEnabled() {
    await this.#document.calm();
    return this.#found.isEnabled();
  }
  async isDisabled() {
    await this.#document.calm();
    return this.#found.isDisabled();
  }
  /** Where it is in the window, in CSS pixels; null where it is not seen. @returns {Promise<Box|null>} */
  async boundingBox() {
    await this.#document.calm();
    return this.#found.boundingBox();
  }
  /**
   * Runs a function on the element, in its page.
   * @template T, [A=undefined] @param {(element: any, given: A) => T|Promise<T>} body @param {A} [given] @returns {Promise<T>}
   */
  async evaluate(body, given) {
    await this.#document.calm();
    return within(/** @type {any} */ (this.#found.evaluate(/** @type {any} */ (body), given)), String(body));
  }
  /** Runs a function on the list of all of them. @template T @param {(elements: any[]) => T} body @returns {Promise<T>} */
  async evaluateAll(body) {
    await this.#document.calm();
    return within(/** @type {any} */ (this.#found.evaluateAll(/** @type {any} */ (body))), String(body));
  }

  /** @param {import('playwright-core').Locator} found */
  #with(found) {
    return new Elements(found, this.#document);
  }
}
