// What a person does with the page and sees on it, as the browser tests say it. Every wait is for a condition.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, pageAddress } from './browser/index.mjs';

/** @typedef {import('./browser/index.mjs').Page} Page */
/** @typedef {import('./browser/index.mjs').Frame} Frame */
/** @typedef {import('./browser/index.mjs').Elements} Elements */
/** @typedef {Partial<import("../../www/state/state.js").State>} Part */
/** @typedef {import('./browser/index.mjs').Options & {hash?: string, prepare?: (page: Page) => Promise<unknown>, restless?: boolean, fresh?: boolean}} Setting restless: what is read is work that goes on; fresh: the page has just been opened */

/** How long a condition may take on a busy machine. */
export const PATIENCE = { timeout: 30_000, polling: 25 };

/** How many waits read what is still changing: they ask again, so nothing need be at rest for them. */
let polling = 0;

/**
 * One browser for the tests of a file. Returns `visit(sentence, setting, body)`: a test of the page, which is heard for noise in
 * the end. Tests with the same kind of window have one page after the other, made as new in between; a test that prepares its
 * page, or leaves something behind that the next one would notice, has one of its own.
 */
export function inBrowser() {
  /** @type {import('./browser/index.mjs').Browser} */
  let browser;
  /** Pages that wait for their next test, by their kind of window. @type {Map<string, Page>} */
  const pages = new Map();
  before(async () => {
    browser = await launch();
  });
  after(() => browser.close());

  /** @param {Setting} setting */
  async function opened({ hash = '', prepare, restless, fresh, ...options }) {
    const kind = JSON.stringify(options);
    const known = prepare || restless || fresh ? undefined : pages.get(kind);
    if (known) {
      pages.delete(kind);
      if (await renewed(known, hash)) return known;
      await known.close();
    }
    const window = { viewport: { width: 1440, height: 1200 }, ...options };
    const page = await browser.open(pageAddress() + hash, window, prepare);
    if (!restless) page.calm = () => settled(page);
    page.spoilt = prepare !== undefined || restless === true || fresh === true || hash.includes('file(');
    return page;
  }

  /** @param {string} sentence @param {Setting} setting @param {(page: Page) => Promise<unknown>} body */
  return (sentence, setting, body) =>
    test(sentence, async () => {
      const page = await opened(setting);
      try {
        await body(page);
        if (!page.isClosed()) await page.heard();
        assert.deepEqual(page.noise.splice(0), [], 'the page was quiet');
      } catch (error) {
        // What the page said meanwhile is often the reason.
        if (error instanceof Error && page.noise.length > 0)
          error.message += `\nthe page was not quiet:\n  ${page.noise.join('\n  ')}`;
        page.spoilt = true;
        throw error;
      } finally {
        const { hash: _hash, prepare: _prepare, restless: _restless, fresh: _fresh, ...options } = setting;
        if (page.spoilt) await page.close();
        else pages.set(JSON.stringify(options), page);
      }
    });
}

/**
 * Makes a page as it is when it has just been opened by a link: the element is taken out and put in again, which drops its
 * views, its engine and what that has measured; only compiled code stays.
 * @param {Page} page @param {string} hash @returns {Promise<boolean>} false where that cannot be
 */
async function renewed(page, hash) {
  if (page.url().split('#')[0] !== pageAddress() || hash.includes('file(')) return false;
  await page.mouse.move(0, 0);
  await page.evaluate(async (fragment) => {
    const element = /** @type {any} */ (document.querySelector('quant-scope'));
    Object.assign(window, { takenOut: [element, element.parentNode, element.nextSibling] });
    element.remove();
    history.pushState(null, '', location.pathname);
    const read = new Promise((done) => addEventListener('hashchange', done, { once: true }));
    location.hash = fragment || 'v=1';
    await read;
    if (!fragment) history.replaceState(null, '', location.pathname);
    localStorage.clear();
    sessionStorage.clear();
    scrollTo(0, 0);
  }, hash);
  // What the element still asked for when it was taken out belongs to the test before.
  page.requests.length = page.noise.length = page.dialogs.length = 0;
  await page.evaluate(async () => {
    const [element, parent, next] = /** @type {any} */ (window).takenOut;
    parent.insertBefore(element, next);
    await element.settled();
  });
  return true;
}

/**
 * Waits until every element shows what was asked of it, with all that is measured for that, and until the browser has shown a frame
 * of it. A reading is of one state then. The browser itself tells some things later: that a fold or a dialog opened or closed, and that
 * a size changed; and a picture may be drawn with its next frame.
 * @param {Page|Frame} page
 */
export async function settled(page) {
  if (polling > 0) return;
  await page.evaluate(async () => {
    const late = new Promise((_, reject) =>
      setTimeout(() => reject(new Error('the page does not come to rest')), 30_000),
    );
    const shown = () =>
      Promise.all(
        [...document.querySelectorAll('quant-scope')].map((element) => /** @type {any} */ (element).settled?.()),
      );
    // After a frame come the events that were waiting before it.
    const told = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    await Promise.race([shown().then(told).then(shown), late]);
  });
}

/** @param {Page} page @param {string} name of the control, as in its `data-control` */
export function control(page, name) {
  return page.locator(`[data-control="${name}"]`);
}

/** Waits for the first picture. @param {Page} page */
export async function ready(page) {
  await page.evaluate(async () => {
    await customElements.whenDefined('quant-scope');
    await /** @type {any} */ (document.querySelector('quant-scope')).ready;
  });
}

/** @param {Page} page @returns {Promise<import("../../www/state/state.js").State>} */
export async function stateOf(page) {
  await page.calm();
  return page.evaluate(() => /** @type {any} */ (document.querySelector('quant-scope')).getState());
}

/** @param {Page} page @returns {Promise<{a: Record<string, number>, b: Record<string, number>}>} */
export async function metricsOf(page) {
  await page.calm();
  return page.evaluate(() => /** @type {any} */ (document.querySelector('quant-scope')).metrics());
}

/** @param {Page} page @param {Part} part */
export function setState(page, part) {
  return page.evaluate((given) => /** @type {any} */ (document.querySelector('quant-scope')).setState(given), part);
}

/**
 * Waits until the state has these values; then picture and numbers are those of it, too.
 * @param {Page} page @param {Part} part
 */
export async function shows(page, part) {
  const holds = (/** @type {Part} */ wanted) => {
    const state = /** @type {any} */ (document.querySelector('quant-scope')).getState();
    return Object.entries(wanted).every(([name, value]) => state[name] === value);
  };
  await page.waitForFunction(holds, part, PATIENCE).catch(async () => {
    const state = Object.fromEntries(Object.entries(await stateOf(page)).filter(([name]) => name in part));
    assert.deepEqual(state, part, 'the state that was waited for');
  });
  await page.calm();
}

/**
 * Waits until the state has changed in a key, and returns its value then.
 * @param {Page} page @param {keyof import("../../www/state/state.js").State} key @param {() => Promise<unknown>} act
 */
export async function changes(page, key, act) {
  const before = (await stateOf(page))[key];
  await act();
  const differs = (/** @type {any} */ [name, value]) =>
    /** @type {any} */ (document.querySelector('quant-scope')).getState()[name] !== value;
  await page.waitForFunction(differs, [key, before], PATIENCE);
  return String((await stateOf(page))[key]);
}

/**
 * Waits until a reading satisfies, and returns it; else says what was read last.
 * @template T @param {string} what @param {() => Promise<T>} read @param {(value: T) => boolean} satisfies @returns {Promise<T>}
 */
export async function until(what, read, satisfies) {
  const end = Date.now() + PATIENCE.timeout;
  polling += 1;
  try {
    for (;;) {
      const value = await read();
      if (satisfies(value)) return value;
      if (Date.now() > end) assert.fail(`${what}; the last was ${JSON.stringify(value)}`);
      await new Promise((resolve) => setTimeout(resolve, PATIENCE.polling));
    }
  } finally {
    polling -= 1;
  }
}

/**
 * Reads at once, also while something is still being measured: what follows the pointer or a key does so in its event.
 * @template T @param {() => Promise<T>} read @returns {Promise<T>}
 */
export async function atOnce(read) {
  polling += 1;
  try {
    return await read();
  } finally {
    polling -= 1;
  }
}

/**
 * Presses a button as soon as it is seen: the page does so itself, since a press from here could come after what it is to end.
 * @param {Page} page @param {string} name
 */
export function pressOnceSeen(page, name) {
  return page.evaluate(async (wanted) => {
    const find = () =>
      document.querySelector('quant-scope')?.shadowRoot?.querySelector(`[data-control="${wanted}"]`) ?? null;
    while (!find()?.checkVisibility()) await new Promise((done) => requestAnimationFrame(done));
    /** @type {HTMLElement} */ (find()).click();
  }, name);
}

/** Presses a button, and returns what it says then, which it may soon take back. @param {Elements} button @returns {Promise<string>} */
export function answerOf(button) {
  return button.evaluate(
    (pressed) =>
      new Promise((answer) => {
        const before = pressed.textContent;
        const observer = new MutationObserver(() => {
          if (pressed.textContent === before) return;
          observer.disconnect();
          answer(pressed.textContent);
        });
        observer.observe(pressed, { childList: true, characterData: true, subtree: true });
        pressed.click();
      }),
  );
}

/** Waits until an element is seen whose text satisfies; returns the text. @param {Elements} locator @param {RegExp} pattern */
export async function says(locator, pattern) {
  const read = async () => (await locator.allInnerTexts()).join('\n');
  return until(`a text like ${pattern}`, read, (text) => pattern.test(text));
}

/** Opens the tables behind the picture, and waits for them: a browser tells a fold later that it is open. @param {Page} page */
export async function openTables(page) {
  await unfold(page, 'tables');
  await page.locator('details.behind tbody tr').first().waitFor();
}

/** Opens what is folded away, and waits for the event that tells the page of it. @param {Page} page @param {string} name of the fold */
export async function unfold(page, name) {
  await control(page, name).evaluate((details) => {
    const told = new Promise((done) => details.addEventListener('toggle', done, { once: true }));
    const folded = !details.open;
    details.open = true;
    return folded && told;
  });
}

/**
 * How a scheme is computed, unfolded where it is not, line by line, its MathML as one would type it: (β − α) / 15, P_99.9(|x|), 2^4.
 * @param {Page} page @param {"a"|"b"} role
 */
export async function computed(page, role) {
  await unfold(page, `${role}-how`);
  await until(
    'the formulas',
    () => page.locator(`.panel.${role} .formula p`).count(),
    (n) => n > 0,
  );
  return page.locator(`.panel.${role} .formula`).evaluate((formula) => {
    const spaced = ['=', '+', '·', '…', '∩', '‖', '≤', '>', '→', '∼', '/'];
    const grouped = (/** @type {Element} */ node) =>
      node.localName === 'mrow' && /[+−]/.test(node.textContent?.slice(1) ?? '') ? `(${text(node)})` : text(node);
    /** @param {Element} node @returns {string} */
    function text(node) {
      const [first, second] = node.children;
      const own = node.textContent ?? '';
      switch (node.localName) {
        case 'mo':
          if (own === '\u2061') return '';
          if (spaced.includes(own) || (own === '−' && node.previousElementSibling)) return ` ${own} `;
          return own === ',' ? ', ' : own;
        case 'mspace':
          return ' ';
        case 'mfrac':
          return `${grouped(first)} / ${grouped(second)}`;
        case 'msub':
          return `${text(first)}_${text(second)}`;
        case 'msup':
          return `${text(first)}^${text(second)}`;
        default:
          return first ? [...node.children].map(text).join('') : own;
      }
    }
    const lines = [...formula.querySelectorAll('p')].map((line) =>
      line.matches('.equation') ? [...line.children].map(text).join(' ') : (line.textContent ?? ''),
    );
    return lines.join('\n').replaceAll(/ +/g, ' ').replaceAll(/^ /gm, '');
  });
}

/**
 * Chooses data from the list.
 * @param {Page} page @param {string} choice its id there: `preset:ID`, `kind:KIND`, `sample:NAME` or `file`
 */
export async function chooseData(page, choice) {
  await control(page, 'kind').click();
  await page.locator(`[data-choice="${choice}"]`).click();
}

/** The sentence under a notation field. @param {Page} page @param {"data"|"a"|"b"} name */
export function errorAt(page, name) {
  return page.locator('.notation-field', { has: control(page, name) }).locator('.error');
}

/** Types into a field and leaves it by Enter. @param {Page} page @param {string} name @param {string} text */
export async function enter(page, name, text) {
  await control(page, name).fill(text);
  await control(page, name).press('Enter');
}

/** The page's address. The page itself knows it at once, the browser a little later. @param {Page} page @returns {Promise<string>} */
export async function addressOf(page) {
  await page.calm();
  return page.evaluate(() => location.href);
}

/** The page's fragment as a record, without its version. @param {Page} page */
export async function fragment(page) {
  const hash = new URL(await addressOf(page)).hash.slice(1);
  return Object.fromEntries(
    hash
      .split('&')
      .filter((piece) => piece !== '' && !piece.startsWith('v='))
      .map((piece) => piece.split('=').map(decodeURIComponent))
      .map(([k, ...v]) => [k, v.join('=')])
      .filter(([k]) => k !== 'v'),
  );
}

/** Waits until the fragment's key has a value (undefined: is not there). @param {Page} page @param {string} key @param {string|undefined} value */
export async function links(page, key, value) {
  await until(
    `#${key}=${value}`,
    async () => (await fragment(page))[key],
    (found) => found === value,
  );
}

/** The name of the control that has the focus. @param {Page} page @returns {Promise<string|undefined>} */
export async function focused(page) {
  await page.calm();
  return page.evaluate(
    () => /** @type {any} */ (document.querySelector('quant-scope')?.shadowRoot?.activeElement)?.dataset.control,
  );
}

/** Waits until two frames have been painted, so that what a change asked for was done. @param {Page} page */
export function painted(page) {
  return page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

/** Everything a person or a screen reader can read in the element. @param {Page} page */
export async function allTexts(page) {
  await page.calm();
  return page.evaluate(() => {
    const root = /** @type {ShadowRoot} */ (document.querySelector('quant-scope')?.shadowRoot);
    const said = ['aria-label', 'title', 'aria-valuetext', 'placeholder', 'label', 'alt'];
    const attributes = [...root.querySelectorAll('*')].flatMap((node) =>
      said.map((name) => node.getAttribute(name) ?? ''),
    );
    return [
      ...attributes,
      ...[...root.querySelectorAll('*')]
        .filter((node) => node.childElementCount === 0)
        .map((node) => node.textContent ?? ''),
    ].filter(Boolean);
  });
}
