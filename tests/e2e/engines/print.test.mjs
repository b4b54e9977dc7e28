// On paper, in each engine: what the rules for print make of the page. Chromium lays the page out for paper; elsewhere the rules of the
// style sheets are turned, and the page gets the event before a print. Firefox prints, too; WebKit's driver cannot.
import assert from 'node:assert/strict';
import { ENGINE } from '../browser/index.mjs';
import { control, inBrowser, painted, ready, setState } from '../lab.mjs';

const visit = inBrowser();

visit(
  'a dark page is printed dark on white, with the picture and the numbers, without the controls',
  {},
  async (page) => {
    await ready(page);
    await setState(page, { theme: 'dark' });
    for (const view of ['grid', 'blocks', 'tradeoff']) {
      await setState(page, { view });
      await page.emulateMedia({ media: 'print' });
      await painted(page);
      assert.ok(await page.locator('.on-paper').isVisible(), view);
      assert.equal(await page.locator('.controls').isVisible(), false, view);
      assert.equal(await control(page, 'plot').filter({ visible: true }).count(), 0, `${view}: nothing is stretched`);
      const ground = await page
        .locator('div.quant-scope')
        .evaluate((root) => getComputedStyle(root).backgroundColor.match(/\d+/g)?.slice(0, 3).join());
      assert.equal(ground, '255,255,255', view);
      await page.emulateMedia({ media: 'screen' });
      await painted(page);
      assert.equal(await page.locator('.on-paper').count(), 0, view);
      assert.equal(await page.locator('div.quant-scope').getAttribute('data-theme'), 'dark');
    }
    assert.ok(await page.locator('.scoreboard').isVisible());
    if (ENGINE !== 'webkit') assert.ok((await page.pagesOnPaper('A4')) > 0);
  },
);
