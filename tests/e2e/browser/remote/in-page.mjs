// What runs in the page for the tests: finding elements as Playwright does, and whether one can be acted on.

/**
 * @typedef {{css: string, deep?: boolean}|{text: string, flags: string|null}|{has: Step[]}|{visible: boolean}|{at: number}} Step
 *   one step of finding: descendants by a selector; of these, those with a text (a pattern, with its flags, or a plain text), with an
 *   element inside, or that are seen; the one at an index, which counts from the end where it is negative
 */

/** The functions of this module; the text of this function runs in the page, so it names nothing outside of itself. */
export function tools() {
  /** Descendants, also those in open shadow roots, in the order of the document. @param {ParentNode} root @param {string} css @returns {Element[]} */
  function below(root, css) {
    /** @type {Element[]} */
    const found = [];
    const inner = root instanceof Element && root.shadowRoot ? [root.shadowRoot, root] : [root];
    for (const part of inner)
      for (const element of part.querySelectorAll('*')) {
        if (element.matches(css)) found.push(element);
        if (element.shadowRoot) found.push(...below(element.shadowRoot, css));
      }
    return found;
  }

  /** Descendants of several. A selector of several levels may also cross the edges of shadow roots. @param {ParentNode[]} roots @param {string} css @returns {Element[]} */
  function all(roots, css) {
    const found = [...new Set(roots.flatMap((each) => below(each, css)))];
    const levels = css.match(/(?:[^\s([]|\([^)]*\)|\[[^\]]*\])+/g) ?? [];
    if (found.length > 0 || levels.length < 2 || /[,>+~]/.test(css)) return found;
    return levels.reduce((outer, level) => all(outer, level), /** @type {any[]} */ (roots));
  }

  /** The text of an element with that of the shadow roots in it. @param {Node} node @returns {string} */
  function textOf(node) {
    if (node.nodeType === Node.TEXT_NODE) return node.nodeValue ?? '';
    if (node instanceof Element && node.matches('style, script, noscript')) return '';
    const own = node instanceof Element && node.shadowRoot ? textOf(node.shadowRoot) : '';
    return own + [...node.childNodes].map(textOf).join('');
  }

  /** The text that is seen. Some engines end it with a line break. @param {any} element */
  const innerText = (element) => String(element.innerText ?? element.textContent).replace(/\n+$/, '');

  /** @param {Element} element */
  function seen(element) {
    const { width, height } = element.getBoundingClientRect();
    return width > 0 && height > 0 && element.checkVisibility({ visibilityProperty: true });
  }

  /** @param {string} pattern @param {string|null} flags */
  function matcher(pattern, flags) {
    if (flags !== null) return (/** @type {string} */ text) => new RegExp(pattern, flags).test(text);
    return (/** @type {string} */ text) =>
      text.toLowerCase().includes(pattern.replace(/\s+/g, ' ').trim().toLowerCase());
  }

  /** @param {Step[]} steps @param {ParentNode} [root] @returns {Element[]} */
  function find(steps, root = document) {
    /** @type {ParentNode[]} */
    let found = [root];
    for (const step of steps) {
      const elements = /** @type {Element[]} */ (found);
      if ('css' in step) found = all(found, step.css);
      else if ('at' in step) found = found.slice(step.at).slice(0, 1);
      else if ('visible' in step) found = elements.filter((each) => seen(each) === step.visible);
      else if ('has' in step) found = found.filter((each) => find(step.has, each).length > 0);
      else {
        const matches = matcher(step.text, step.flags);
        found = found.filter((each) => matches(textOf(each).replace(/\s+/g, ' ').trim()));
      }
    }
    return /** @type {Element[]} */ (found);
  }

  const frame = () => new Promise((done) => requestAnimationFrame(done));

  /** Asks again with each frame, until there is something or patience is at its end. @template T @param {string} what @param {number} patience ms @param {() => T|null|undefined|false} read @returns {Promise<T>} */
  async function eventually(what, patience, read) {
    for (const end = performance.now() + patience; ;) {
      const value = read();
      if (value) return value;
      if (performance.now() > end) throw new Error(`${what}: not within ${patience} ms`);
      await frame();
    }
  }

  /** The only element, once there is one. @param {Step[]} steps @param {number} patience @returns {Promise<any>} */
  const one = (steps, patience) =>
    eventually(`one element of ${JSON.stringify(steps)}`, patience, () => {
      const found = find(steps);
      if (found.length > 1) throw new Error(`${found.length} elements of ${JSON.stringify(steps)}, and one is needed`);
      return found[0];
    });

  /** Whether one is what lies at a point: it, what is in it, or the label that stands for it. @param {Element} element @param {number} x @param {number} y */
  function hit(element, x, y) {
    /** @type {Element|null} */
    let top = document.elementFromPoint(x, y);
    while (top?.shadowRoot) {
      const deeper = top.shadowRoot.elementFromPoint(x, y);
      if (!deeper || deeper === top) break;
      top = deeper;
    }
    for (let node = /** @type {Node|null} */ (top); node; node = node.parentNode ?? /** @type {any} */ (node).host) {
      if (node === element) return true;
      if (node instanceof HTMLLabelElement && node.control === element) return true;
      if (node instanceof ShadowRoot && node.host === element) return true;
    }
    return false;
  }

  /** Where the frame of this document lies in the window. */
  function offset() {
    let [x, y] = [0, 0];
    for (let view = /** @type {Window} */ (window); view.frameElement; view = view.parent) {
      const box = view.frameElement.getBoundingClientRect();
      x += box.left + view.frameElement.clientLeft;
      y += box.top + view.frameElement.clientTop;
    }
    return { x, y };
  }

  /**
   * Waits until an element stands still in sight, is enabled and is not covered; returns where to press, in the window.
   * @param {Step[]} steps @param {number} patience @param {{position?: {x: number, y: number}, force?: boolean}} how
   */
  async function place(steps, patience, { position, force = false }) {
    const boxOf = (/** @type {Element} */ each) => JSON.stringify(each.getBoundingClientRect());
    let before = '';
    const at = await eventually(`an element to act on, ${JSON.stringify(steps)}`, patience, () => {
      const [element, second] = find(steps);
      if (second) throw new Error(`several elements of ${JSON.stringify(steps)}, and one is needed`);
      if (!element || (!seen(element) && !force) || (element.matches(':disabled') && !force)) return null;
      const now = boxOf(element);
      if (now !== before) {
        before = now;
        return null;
      }
      const { left, top, width, height } = element.getBoundingClientRect();
      const [x, y] = position ? [left + position.x, top + position.y] : [left + width / 2, top + height / 2];
      if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) {
        element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
        before = '';
        return null;
      }
      if (!force && !hit(element, x, y)) {
        // A bar that stays at the edge may cover it.
        element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
        return null;
      }
      return { x, y };
    });
    const { x, y } = offset();
    return { x: at.x + x, y: at.y + y };
  }

  /** Puts a text into a field as typing does. @param {any} element @param {string} text */
  function fill(element, text) {
    element.focus();
    if (element.matches('input:is([type=range], [type=color], [type=date])')) element.value = text;
    else if (element.matches('input[type=number]')) element.value = text;
    else {
      element.select?.();
      // What a person types comes as one event of input; an empty text is a deletion.
      if (text !== '' ? document.execCommand('insertText', false, text) : document.execCommand('delete')) return;
      if (element.value === text) return;
      element.value = text;
    }
    for (const type of ['input', 'change'])
      element.dispatchEvent(new Event(type, { bubbles: true, composed: type === 'input' }));
  }

  /** @param {any} element @param {string} value */
  function select(element, value) {
    element.value = value;
    if (element.value !== value) throw new Error(`no option ${value}`);
    for (const type of ['input', 'change'])
      element.dispatchEvent(new Event(type, { bubbles: true, composed: type === 'input' }));
  }

  /** Files that a page gets without a disk. @param {{name: string, base64: string}[]} files */
  function transfer(files) {
    const transferred = new DataTransfer();
    for (const { name, base64 } of files) {
      const content = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      transferred.items.add(new File([content], name));
    }
    return transferred;
  }

  /** The innermost element at a point. @param {number} x @param {number} y */
  function deepest(x, y) {
    let element = document.elementFromPoint(x, y);
    for (;;) {
      const inner = element?.shadowRoot?.elementFromPoint(x, y);
      if (!inner || inner === element) return element;
      element = inner;
    }
  }

  return { find, one, seen, innerText, eventually, place, offset, fill, select, transfer, deepest };
}
