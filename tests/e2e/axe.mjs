// What axe-core finds wrong with a page, and how it computes the name of a control.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** @typedef {import('./browser/index.mjs').Page} Page */
/** @typedef {import('./browser/index.mjs').Frame} Frame */

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** WCAG 2.2 AA, and what axe-core calls best practice. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** @param {Page|Frame} page */
async function inject(page) {
  await page.calm();
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
}

/**
 * What is wrong, in words; the name of a control that lacks its visible words is wrong, too.
 * @param {Page|Frame} page @param {{except?: string[]}} [options] rules that do not apply
 * @returns {Promise<string[]>}
 */
export async function violations(page, { except = [] } = {}) {
  await inject(page);
  return page.evaluate(
    async ({ tags, disabled }) => {
      const { violations: found } = await /** @type {any} */ (globalThis).axe.run(document, {
        runOnly: tags,
        resultTypes: ['violations'],
        rules: {
          'label-content-name-mismatch': { enabled: true },
          ...Object.fromEntries(disabled.map((rule) => [rule, { enabled: false }])),
        },
      });
      return found.flatMap((/** @type {any} */ { id, nodes }) =>
        nodes.map((/** @type {any} */ { html, failureSummary }) => `${id}: ${html.slice(0, 160)}\n  ${failureSummary}`),
      );
    },
    { tags: TAGS, disabled: except },
  );
}

/**
 * The controls that are seen: their visible words, and the name that a screen reader calls them by.
 * @param {Page|Frame} page @returns {Promise<{control: string, seen: string, name: string}[]>}
 */
export async function named(page) {
  await inject(page);
  return page.evaluate(() => {
    const { axe } = /** @type {any} */ (globalThis);
    axe.setup(document.documentElement);
    try {
      const controls = [...document.querySelectorAll('quant-scope')].flatMap((element) => [
        .../** @type {ShadowRoot} */ (element.shadowRoot).querySelectorAll(
          'button, a[href], summary, input, select, textarea, [role="slider"], [role="option"], [role="tab"], [tabindex="0"]',
        ),
      ]);
      const visible = (/** @type {Element} */ node) =>
        node.checkVisibility({ checkVisibilityCSS: true }) &&
        !node.closest('dialog:not([open]), .visually-hidden, [inert]');
      return controls.filter(visible).map((node) => {
        const { labels } = /** @type {HTMLInputElement} */ (node);
        const words = labels
          ? [...labels]
          : node.matches('[role="slider"], [role="group"], [role="listbox"]')
            ? []
            : [node];
        return {
          control: /** @type {HTMLElement} */ (node).dataset.control ?? node.className,
          seen: words
            .filter(visible)
            .map((each) => /** @type {HTMLElement} */ (each).innerText)
            .join(' '),
          name: axe.commons.text.accessibleTextVirtual(axe.utils.getNodeFromTree(node)),
        };
      });
    } finally {
      axe.teardown();
    }
  });
}
