// The element in a frame of other pages: what the frame tells its parent, and what it does at its parent's word.
import assert from 'node:assert/strict';
import { HOSTILE } from '../js/hostile.js';
import { hosting } from './hosting.mjs';
import { inBrowser, says, until } from './lab.mjs';

/** @typedef {import('./browser/index.mjs').Page} Page */

const visit = inBrowser();

/** A frame in a page that keeps the messages it receives. @param {string} hash @param {string} [style] */
const framing = (hash, style = 'width: 800px; height: 300px') =>
  hosting(`<iframe style="${style}" title="frame" data-src="/embed.html${hash}"></iframe>`, {
    also: (page) =>
      page.addInitScript(() => {
        if (parent !== window) return;
        const told = /** @type {any[]} */ ([]);
        Object.assign(window, { told });
        addEventListener('message', ({ data, source }) => {
          const frame = /** @type {HTMLIFrameElement} */ (document.querySelector('iframe'));
          if (source !== frame.contentWindow) return;
          told.push(data);
          if (data?.sentinel === 'amp') frame.style.height = `${data.height}px`;
        });
        addEventListener('DOMContentLoaded', () => {
          const frame = /** @type {HTMLIFrameElement} */ (document.querySelector('iframe'));
          frame.src = String(frame.dataset.src);
        });
      }),
  });
/** The frame's document, once its picture stands. @param {Page} page */
async function framed(page) {
  const frame = await page.frame('/embed.html');
  await frame.waitForFunction(() => customElements.get('quant-scope'));
  await frame.evaluate(() => /** @type {any} */ (document.querySelector('quant-scope')).ready);
  return frame;
}
/** @param {Page} page @returns {Promise<any[]>} */
const told = (page) => page.evaluate(() => /** @type {any} */ (window).told);
/** @param {Page} page @param {unknown} message */
const post = (page, message) =>
  page.evaluate(
    (data) => /** @type {HTMLIFrameElement} */ (document.querySelector('iframe')).contentWindow?.postMessage(data, '*'),
    message,
  );
const quiet = () => new Promise((resolve) => setTimeout(resolve, 400));

for (const width of [360, 800, 1200]) {
  visit(
    `a frame tells its height in both ways and only when it is another, and a host that follows comes to rest (${width} px)`,
    { prepare: framing('#a=int5&hide=all,-a.bits,-scoreboard', `width: ${width}px; height: 300px; border: 0`) },
    async (page) => {
      const frame = await framed(page);
      const height = () => frame.evaluate(() => document.documentElement.scrollHeight);
      await quiet();
      const { heard, high } = await until(
        'it has told the height it has',
        async () => ({ heard: await told(page), high: await height() }),
        ({ heard: all, high: now }) => all.at(-1)?.height === now && typeof all.at(-2) === 'string',
      );
      const [embedly, amp] = [
        heard.filter((data) => typeof data === 'string').map((data) => JSON.parse(data)),
        heard.filter((data) => data.sentinel === 'amp'),
      ];
      assert.deepEqual(embedly.at(-1), { src: frame.url().replace(/#.*/, ''), context: 'iframe.resize', height: high });
      assert.deepEqual(amp.at(-1), { sentinel: 'amp', type: 'embed-size', height: high });
      assert.deepEqual(
        embedly.map((data) => data.height),
        amp.map((data) => data.height),
      );
      const heights = amp.map((data) => data.height);
      assert.ok(
        heights.every((value, i) => value !== heights[i - 1]),
        `${heights}`,
      );
      // A slow machine shows the element in more steps.
      assert.ok(heights.length <= 8, `it comes to rest: ${heights}`);
      await post(page, { type: 'quant-scope:set', state: { hide: 'all' } });
      await until(
        'a lower frame',
        async () => (await told(page)).at(-1).height,
        (now) => now < high,
      );
    },
  );
}

visit(
  'a frame does what its parent says in its own shape, and nothing else',
  { prepare: framing('#a=int5&b=int6&theme=dark') },
  async (page) => {
    const frame = await framed(page);
    const state = () => frame.evaluate(() => /** @type {any} */ (document.querySelector('quant-scope')).getState());
    const before = await state();
    assert.deepEqual([before.a, before.b, before.theme], ['int5', 'int6', 'dark']);
    for (const text of HOSTILE)
      for (const data of [
        text,
        { type: text, state: { a: 'int2' } },
        { type: 'quant-scope:set', state: { a: [text] } },
        { type: 'quant-scope:set', state: text },
        { type: 'quant-scope:set', state: { a: 'int2' }, then: text },
      ])
        await post(page, data);
    // Its own messages, and those of frames beside it, are not its parent's.
    await frame.evaluate(() => window.postMessage({ type: 'quant-scope:set', state: { a: 'int2' } }, '*'));
    await page.evaluate(() => {
      const other = document.createElement('iframe');
      document.body.append(other);
      const target = /** @type {any} */ (document.querySelector('iframe')).contentWindow;
      Object.assign(/** @type {any} */ (other.contentWindow), { target });
      const script = /** @type {Document} */ (other.contentDocument).createElement('script');
      script.textContent = 'target.postMessage({ type: "quant-scope:set", state: { a: "int2" } }, "*")';
      other.contentDocument?.body.append(script);
    });
    // What is posted next comes after all of them.
    await post(page, { type: 'quant-scope:set', state: { b: 'int8' } });
    const after = await until('the next message', state, ({ b }) => b === 'int8');
    assert.deepEqual(after, { ...before, b: 'int8' });
    await post(page, { type: 'quant-scope:set', state: { a: 'int7', view: 'codes' } });
    await until('the state', state, ({ a, view }) => a === 'int7' && view === 'codes');
    assert.ok(frame.url().endsWith('#a=int5&b=int6&theme=dark'), 'its address stays');
  },
);

visit(
  'a frame on a slide that is to come loads when Reveal.js starts the slide, and what plays rests when it is left',
  {
    prepare: framing(
      '#a=int5&view=stream&batch=1&data=normal:64x64:seed=1',
      'display: none; width: 900px; height: 700px',
    ),
  },
  async (page) => {
    const frame = await page.frame('/embed.html');
    await frame.waitForFunction(() => customElements.get('quant-scope'));
    await quiet();
    assert.equal(page.workers().length, 0);
    await post(page, 'slide:start');
    await page.evaluate(() =>
      /** @type {HTMLElement} */ (document.querySelector('iframe')).style.setProperty('display', 'block'),
    );
    await framed(page);
    const play = frame.locator('[data-control="stream-play"]');
    await play.click();
    await says(play, /❚❚/);
    await post(page, 'slide:stop');
    await says(play, /▶/);
  },
);

visit(
  "what is hostile in a frame's address is text",
  {
    prepare: async (page) =>
      framing(
        `#data=file(${encodeURIComponent(HOSTILE[0])})&a=${encodeURIComponent(HOSTILE[2])}&b=${encodeURIComponent(HOSTILE[1])}&list=${encodeURIComponent(HOSTILE[3])}&lang=en&%3Cimg src=x onerror=alert(1)%3E=1`,
      )(page),
  },
  async (page) => {
    const frame = await framed(page);
    await until(
      'it is said',
      async () => (await frame.locator('.notice').allInnerTexts()).join(' '),
      (text) => text.includes('<script>') && text.includes('<img src'),
    );
    const markup = await frame.evaluate(
      () =>
        document.querySelector('quant-scope')?.shadowRoot?.querySelectorAll('img, script, iframe, [onload], [onerror]')
          .length,
    );
    assert.equal(markup, 0);
    assert.deepEqual(page.dialogs, []);
  },
);
