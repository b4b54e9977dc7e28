// Parts and controls that a link or an attribute hides.
import assert from 'node:assert/strict';
import { PIECES } from '../../www/state/hide.js';
import { pixels } from './drawn.mjs';
import { control, focused, inBrowser, metricsOf, painted, ready, setState, shows, until } from './lab.mjs';

/** @typedef {import('./browser/index.mjs').Page} Page */

const visit = inBrowser();

visit(
  'every name has something it hides, and hiding leaves picture and numbers as they are',
  { hash: '#data=sample(silero_conv4_weight)&a=int4:row&b=int4:g64' },
  async (page) => {
    await ready(page);
    await shows(page, { data: 'sample(silero_conv4_weight)' });
    await page.calm();
    const there = await page.evaluate(() => {
      const root = /** @type {ShadowRoot} */ (document.querySelector('quant-scope')?.shadowRoot);
      return [...root.querySelectorAll('[data-part]')].map(
        (element) => /** @type {HTMLElement} */ (element).dataset.part ?? '',
      );
    });
    assert.deepEqual(
      PIECES.filter((piece) => !there.includes(piece) && piece !== 'tools'),
      [],
    );
    const before = [await metricsOf(page), await page.locator('.verdict-line').innerText()];
    await setState(page, { hide: 'data,a,b,top' });
    assert.deepEqual([await metricsOf(page), await page.locator('.verdict-line').innerText()], before);
    await setState(page, { hide: 'all' });
    await painted(page);
    const rest = await page.evaluate(() => {
      const root = /** @type {ShadowRoot} */ (document.querySelector('quant-scope')?.shadowRoot);
      return [...root.querySelectorAll('[data-control], button, input, select, textarea, summary, a')]
        .filter((node) => node.checkVisibility())
        .map((node) => /** @type {HTMLElement} */ (node).dataset.control);
    });
    assert.deepEqual(
      rest.sort(),
      ['handle-a-hi', 'handle-a-lo', 'handle-b-hi', 'handle-b-lo', 'home', 'plot'],
      'the picture and what is dragged on it',
    );
    const picture = await pixels(page);
    assert.ok(picture.a > 20 && picture.b > 20);
    assert.deepEqual(await metricsOf(page), before[0]);
  },
);

visit('each part is hidden by its name alone', {}, async (page) => {
  await ready(page);
  const places = {
    top: '.top-bar',
    data: '.panel.data',
    a: '.panel.a',
    b: '.panel.b',
    tabs: '.tabs',
    tools: '.tools',
    inspector: '.inspector',
    scoreboard: '.scoreboard',
    verdict: '.columns > .verdict',
    tables: '.behind',
    'a.bits': ".control:has([data-control='a-bits'])",
    'top.share': "[data-control='share']",
  };
  for (const name of Object.keys(places)) {
    await setState(page, { hide: name });
    for (const [other, selector] of Object.entries(places)) {
      const gone = other === name || other.startsWith(`${name}.`) || (name === 'scoreboard' && other === 'verdict');
      assert.equal(await page.locator(selector).first().isVisible(), !gone, `${other} when ${name} is hidden`);
    }
  }
});

visit('the verdict is shown alone, and the measures without it', {}, async (page) => {
  await ready(page);
  const seen = async () =>
    Promise.all(['.columns > .verdict', '.scoreboard'].map((selector) => page.locator(selector).isVisible()));
  for (const [hide, verdict, measures] of /** @type {[string, boolean, boolean][]} */ ([
    ['all,-verdict', true, false],
    ['all,-scoreboard', true, true],
    ['verdict', false, true],
    ['scoreboard,-verdict', true, false],
    ['scoreboard.measures', true, false],
  ])) {
    await setState(page, { hide });
    assert.deepEqual(await seen(), [verdict, measures], hide);
  }
});

visit(
  'with everything hidden the keyboard still reaches the picture, the views and the help',
  { hash: '#hide=all', locale: 'en-US' },
  async (page) => {
    await ready(page);
    await page.keyboard.press('Tab');
    assert.equal(await focused(page), 'plot');
    await page.keyboard.press('ArrowRight');
    await until(
      'an inspected value',
      async () => (await control(page, 'plot').getAttribute('aria-valuetext')) ?? '',
      (said) => /x = .*q =/.test(said),
    );
    await page.keyboard.press('L');
    await shows(page, { counts: 'linear' });
    await page.keyboard.press('3');
    await shows(page, { view: 'codes' });
    await page.keyboard.press('1');
    await shows(page, { view: 'grid' });
    await page.keyboard.press('R');
    await shows(page, { counts: 'log', hide: 'all' });
    await page.keyboard.press('?');
    await page.locator('dialog.help[open]').waitFor();
  },
);
