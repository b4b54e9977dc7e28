// What a stranger would call broken in a layout, measured.

/** @typedef {import('./browser/index.mjs').Page} Page */

/**
 * What is wrong with the layout, in words: what sticks out of the window or of its panel, what is cut, what lies on
 * other text, what is too small to be read.
 * @param {Page} page @returns {Promise<string[]>}
 */
export async function faults(page) {
  await page.calm();
  return page.evaluate(() => {
    const root = /** @type {ShadowRoot} */ (document.querySelector('quant-scope')?.shadowRoot);
    const found = /** @type {string[]} */ ([]);
    const name = (/** @type {Element} */ node) =>
      `${node.tagName.toLowerCase()} ${/** @type {HTMLElement} */ (node).dataset.control ?? node.getAttribute('class') ?? ''} “${(node.textContent ?? '').slice(0, 40)}”`;
    const isClipped = (/** @type {Element|null} */ node) => {
      for (let each = node; each; each = each.parentElement)
        if (getComputedStyle(each).clipPath !== 'none') return true;
      return false;
    };
    const seen = (/** @type {Element} */ node) =>
      node.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) &&
      node.getClientRects().length > 0 &&
      // A label or a heading that only a screen reader meets.
      !isClipped(node) &&
      !node.closest('.visually-hidden, dialog:not([open])');

    const page = document.documentElement;
    if (page.scrollWidth > page.clientWidth)
      found.push(`the page is ${page.scrollWidth} wide in a window of ${page.clientWidth}`);

    for (const node of root.querySelectorAll('button, input, select, output, canvas, .segments, .formula, .handle')) {
      if (!seen(node)) continue;
      const box = node.getBoundingClientRect();
      const panel = (node.closest('.panel, .top-bar, .scoreboard, .tools, .stage') ?? page).getBoundingClientRect();
      // Half of a clip handle at the end of the axis may lie outside the plot.
      const slack = node.matches('.handle') ? box.width / 2 + 1 : 1;
      if (box.left < panel.left - slack || box.right > panel.right + slack)
        found.push(`${name(node)} sticks out of its panel: ${box.left}–${box.right} in ${panel.left}–${panel.right}`);
      if (box.right > page.clientWidth + slack || box.left < -slack)
        found.push(`${name(node)} sticks out of the window`);
      if (box.width < 8 || box.height < 8) found.push(`${name(node)} is ${box.width} × ${box.height}`);
    }

    const texts = [...root.querySelectorAll('*')].filter(
      (node) =>
        seen(node) &&
        [...node.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.textContent?.trim()),
    );
    const boxes = texts
      .filter((node) => !node.matches('option, optgroup, select'))
      .map((node) => {
        const range = document.createRange();
        range.selectNodeContents(node);
        return { node, box: range.getBoundingClientRect() };
      })
      .filter(({ box }) => box.width > 0);
    for (const { node, box } of boxes) {
      const cut =
        node.clientWidth > 0 && node.scrollWidth > node.clientWidth + 1 && getComputedStyle(node).display !== 'inline';
      if (cut) found.push(`${name(node)} is cut: ${node.scrollWidth} in ${node.clientWidth}`);
      const clip = node.closest('button, .choice, .segments, .panel, .scoreboard, .top-bar')?.getBoundingClientRect();
      if (clip && (box.right > clip.right + 1.5 || box.left < clip.left - 1.5))
        found.push(`${name(node)} runs out of ${clip.left}–${clip.right}: ${box.left}–${box.right}`);
      const size = Number.parseFloat(getComputedStyle(node).fontSize);
      if (size < 11) found.push(`${name(node)} is written in ${size} px`);
    }
    // A sticky picture lies over what scrolls under it, so only texts of the same area are compared.
    const area = (/** @type {Element} */ node) => node.closest('.controls, .top-bar, .main, .scoreboard');
    for (const [i, p] of boxes.entries()) {
      for (const q of boxes.slice(i + 1)) {
        const across = Math.min(p.box.right, q.box.right) - Math.max(p.box.left, q.box.left);
        const down = Math.min(p.box.bottom, q.box.bottom) - Math.max(p.box.top, q.box.top);
        if (across <= 2 || down <= 5) continue;
        if (p.node.contains(q.node) || q.node.contains(p.node) || area(p.node) !== area(q.node)) continue;
        // How close the parts of a formula stand is the browser's to know.
        if (p.node.closest('math') && p.node.closest('math') === q.node.closest('math')) continue;
        found.push(`${name(p.node)} and ${name(q.node)} overlap by ${across} × ${down}`);
      }
    }
    for (const select of root.querySelectorAll('select')) {
      if (
        seen(select) &&
        getComputedStyle(select).textOverflow !== 'ellipsis' &&
        select.scrollWidth > select.clientWidth + 1
      )
        found.push(`${name(select)} is cut`);
    }
    for (const field of root.querySelectorAll('[data-control="a"], [data-control="b"], input[type="number"]')) {
      if (seen(field) && field.scrollWidth > field.clientWidth + 1)
        found.push(
          `field ${/** @type {HTMLElement} */ (field).dataset.control} cuts its text: ${field.scrollWidth} in ${field.clientWidth}`,
        );
    }
    return [...new Set(found)];
  });
}
