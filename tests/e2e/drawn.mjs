// What stands on the canvas of a picture.

/** @typedef {import('./browser/index.mjs').Page} Page */

/** What the canvas shows: how many pixels have each accent, and how many different colours there are. @param {Page} page */
export async function pixels(page) {
  await page.calm();
  return page.evaluate(() => {
    const canvas = /** @type {HTMLCanvasElement} */ (
      document.querySelector('quant-scope')?.shadowRoot?.querySelector('canvas')
    );
    // Read from a copy: a canvas that is read often is moved out of the graphics card, and the browser warns.
    const copy = Object.assign(document.createElement('canvas'), { width: canvas.width, height: canvas.height });
    const context = /** @type {CanvasRenderingContext2D} */ (copy.getContext('2d', { willReadFrequently: true }));
    context.drawImage(canvas, 0, 0);
    const { data } = context.getImageData(0, 0, copy.width, copy.height);
    const colours = new Map();
    for (let i = 0; i < data.length; i += 4) {
      const colour = (data[i] << 16) | (data[i + 1] << 8) | data[i + 2];
      colours.set(colour, (colours.get(colour) ?? 0) + 1);
    }
    const count = (/** @type {number} */ colour) => colours.get(colour) ?? 0;
    const accents = { a: [0x0072b2, 0x3fa2e0], b: [0xd55e00, 0xf08034] };
    return {
      width: canvas.width,
      height: canvas.height,
      colours: colours.size,
      a: accents.a.reduce((sum, colour) => sum + count(colour), 0),
      b: accents.b.reduce((sum, colour) => sum + count(colour), 0),
      ground: [...colours].sort(([, p], [, q]) => q - p)[0][0],
    };
  });
}

/** Notes that everything drawn as text on a canvas is to be kept, for `drawnTexts`. @param {Page} page */
export function keepDrawnTexts(page) {
  return page.addInitScript(() => {
    const drawn = /** @type {string[]} */ ([]);
    Object.assign(window, { drawn });
    const { fillText, fillRect, clearRect } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
      drawn.push(text);
      fillText.call(this, text, ...rest);
    };
    // A picture begins with its ground.
    const covers = (/** @type {CanvasRenderingContext2D} */ context, /** @type {number[]} */ [, , w, h]) =>
      w >= context.canvas.width && h >= context.canvas.height;
    CanvasRenderingContext2D.prototype.fillRect = function (...box) {
      if (covers(this, box)) drawn.length = 0;
      fillRect.apply(this, box);
    };
    CanvasRenderingContext2D.prototype.clearRect = function (...box) {
      if (covers(this, box)) drawn.length = 0;
      clearRect.apply(this, box);
    };
  });
}

/** The texts on the picture shown now. @param {Page} page @returns {Promise<string[]>} */
export async function drawnTexts(page) {
  await page.calm();
  return page.evaluate(() => [.../** @type {any} */ (window).drawn]);
}
