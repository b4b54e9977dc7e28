// Elements of a page that a driver shows, with the methods of ../elements.mjs: found and read by scripts, acted on by pointer and keys.

/** @typedef {import('./in-page.mjs').Step} Step */
/** @typedef {import('./document.mjs').Document} Document */
/** @typedef {import('../elements.mjs').Elements} Same */
/** @typedef {import('../elements.mjs').Having} Having */
/** @typedef {import('../elements.mjs').Point} Point */
/** @typedef {import('../elements.mjs').Box} Box */
/** @typedef {import('../elements.mjs').Wait} Wait */

/** How long an action or a wait may take on a busy machine, in milliseconds. */
export const PATIENCE = 30_000;

/** @implements {Pick<Same, Exclude<keyof Same, 'locator'|'filter'|'first'|'last'|'nth'>>} */
export class Elements {
  #document;
  #steps;

  /** @param {Document} document @param {Step[]} steps */
  constructor(document, steps) {
    this.#document = document;
    this.#steps = steps;
  }

  // Which

  /** @param {string} selector @param {Having} [having] */
  locator(selector, having = {}) {
    return this.#with({ css: selector }).filter(having);
  }
  /** @param {{hasText?: string|RegExp, has?: any, visible?: boolean}} having */
  filter({ hasText, has, visible }) {
    /** @type {Step[]} */
    const steps = [];
    if (has) steps.push({ has: /** @type {Elements} */ (has).#steps });
    if (typeof hasText === 'string') steps.push({ text: hasText, flags: null });
    else if (hasText) steps.push({ text: hasText.source, flags: hasText.flags });
    if (visible !== undefined) steps.push({ visible });
    return this.#with(...steps);
  }
  first() {
    return this.nth(0);
  }
  last() {
    return this.nth(-1);
  }
  /** @param {number} index from 0 */
  nth(index) {
    return this.#with({ at: index });
  }
  /** @param {Wait} [wait] */
  async waitFor({ state = 'visible', timeout = PATIENCE } = {}) {
    await this.#document.waitForFunction(
      ({ steps, state: wanted }, tools) => {
        const found = tools.find(steps);
        if (found.length > 1 && wanted !== 'detached') throw new Error(`${found.length} elements, and one is needed`);
        const seen = found.some(tools.seen);
        return { visible: seen, hidden: !seen, attached: found.length > 0, detached: found.length === 0 }[wanted];
      },
      { steps: this.#steps, state },
      { timeout, what: `${JSON.stringify(this.#steps)} to be ${state}` },
    );
  }

  // Actions

  async click() {
    const { x, y } = await this.#place();
    await this.#document.hands.mouse.click(x, y);
  }
  /** @param {{position?: Point}} [options] */
  async tap(options) {
    const { x, y } = await this.#place(options);
    await this.#document.hands.tap(x, y);
  }
  async hover() {
    const { x, y } = await this.#place();
    await this.#document.hands.mouse.move(x, y);
  }
  focus() {
    return this.#one((element) => element.focus());
  }
  blur() {
    return this.#one((element) => element.blur());
  }
  /** @param {string} text */
  async fill(text) {
    await this.#place({}, true);
    await this.#one((element, given, tools) => tools.fill(element, given), text);
  }
  /** @param {string} key */
  async press(key) {
    await this.focus();
    await this.#document.hands.keyboard.press(key);
  }
  /** @param {{force?: boolean}} [options] */
  check(options) {
    return this.#tick(true, options);
  }
  uncheck() {
    return this.#tick(false);
  }
  /** @param {string} value */
  async selectOption(value) {
    await this.#one((element, given, tools) => tools.select(element, given), value);
  }
  /** @param {{name: string, bytes: Uint8Array}} file */
  async setFile({ name, bytes }) {
    const base64 = Buffer.from(bytes).toString('base64');
    await this.#one(
      (element, files, tools) => {
        element.files = tools.transfer(files).files;
        for (const type of ['input', 'change']) element.dispatchEvent(new Event(type, { bubbles: true }));
      },
      [{ name, base64 }],
    );
  }
  async scrollIntoViewIfNeeded() {
    await this.#one((element) => element.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' }));
  }

  // Readings

  async innerText() {
    await this.#document.calm();
    return this.#one((element, _, tools) => tools.innerText(element));
  }
  async allInnerTexts() {
    await this.#document.calm();
    return this.#all((elements, tools) => elements.map(tools.innerText));
  }
  /** @returns {Promise<string|null>} */
  async textContent() {
    await this.#document.calm();
    return this.#one((element) => element.textContent);
  }
  async allTextContents() {
    await this.#document.calm();
    return this.#all((elements) => elements.map((each) => each.textContent ?? ''));
  }
  /** @param {string} name @returns {Promise<string|null>} */
  async getAttribute(name) {
    await this.#document.calm();
    return this.#one((element, given) => element.getAttribute(given), name);
  }
  /** @returns {Promise<string>} */
  async inputValue() {
    await this.#document.calm();
    return this.#one((element) => element.value);
  }
  async count() {
    await this.#document.calm();
    return this.#all((elements) => elements.length);
  }
  async isVisible() {
    await this.#document.calm();
    return this.#all((elements, tools) => {
      if (elements.length > 1) throw new Error(`${elements.length} elements, and one is needed`);
      return elements.some(tools.seen);
    });
  }
  /** @returns {Promise<boolean>} */
  async isChecked() {
    await this.#document.calm();
    return this.#one((element) => element.checked ?? element.getAttribute('aria-checked') === 'true');
  }
  async isEnabled() {
    return !(await this.isDisabled());
  }
  /** @returns {Promise<boolean>} */
  async isDisabled() {
    await this.#document.calm();
    return this.#one((element) => element.matches(':disabled'));
  }
  /** @returns {Promise<Box|null>} */
  async boundingBox() {
    await this.#document.calm();
    return this.#one((element, _, tools) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      const by = tools.offset();
      return width === 0 && height === 0 ? null : { x: x + by.x, y: y + by.y, width, height };
    });
  }
  /**
   * @template T, [A=undefined] @param {(element: any, given: A) => T|Promise<T>} body @param {A} [given] @returns {Promise<T>}
   */
  async evaluate(body, given) {
    await this.#document.calm();
    return this.#one(body, /** @type {A} */ (given));
  }
  /** @template T @param {(elements: any[]) => T} body @returns {Promise<T>} */
  async evaluateAll(body) {
    await this.#document.calm();
    return this.#all(body);
  }

  /** @param {...Step} steps */
  #with(...steps) {
    return new Elements(this.#document, [...this.#steps, ...steps]);
  }
  /** Runs a function on the element, once there is one. @template T, [A=undefined] @param {(element: any, given: A, tools: import('./document.mjs').Tools) => T|Promise<T>} body @param {A} [given] @returns {Promise<T>} */
  #one(body, given) {
    return this.#document.run(
      `const element = await tools.one(given.steps, ${PATIENCE}); return (${body})(element, given.given, tools);`,
      { steps: this.#steps, given },
    );
  }
  /** @template T @param {(elements: any[], tools: import('./document.mjs').Tools) => T} body @returns {Promise<T>} */
  #all(body) {
    return this.#document.run(`return (${body})(tools.find(given), tools);`, this.#steps);
  }
  /** Where to press. @param {{position?: Point, force?: boolean}} [how] @param {boolean} [covered] whether it may be covered @returns {Promise<Point>} */
  #place(how = {}, covered = false) {
    const given = { steps: this.#steps, how: { ...how, force: how.force ?? covered } };
    return this.#document.run(`return tools.place(given.steps, ${PATIENCE}, given.how);`, given);
  }
  /** @param {boolean} wanted @param {{force?: boolean}} [options] */
  async #tick(wanted, options) {
    if ((await this.#one((element) => element.checked)) === wanted) return;
    const { x, y } = await this.#place(options);
    await this.#document.hands.mouse.click(x, y);
    if ((await this.#one((element) => element.checked)) !== wanted)
      throw new Error(`a press did not make it ${wanted}`);
  }
}
