// Formulas in Node: elements that only hold what is put into them, and their text as one would type it.

/** An element as far as formulas need one. */
class Made {
  /** @type {(Made|string)[]} */
  children = [];
  /** @param {string} localName */
  constructor(localName) {
    this.localName = localName;
  }
  setAttribute() {}
  /** @param {...(Made|string)} children */
  append(...children) {
    this.children.push(...children);
  }
  /** @param {string} text */
  set textContent(text) {
    this.children = [text];
  }
}

/** @type {any} */ (globalThis).document = {
  createElement: (/** @type {string} */ name) => new Made(name),
  createElementNS: (/** @type {string} */ _, /** @type {string} */ name) => new Made(name),
};

/** @param {Made|string} node @returns {string} */
function text(node) {
  if (typeof node === 'string') return node === '\u2061' ? '' : node;
  const [first, second] = node.children.map(text);
  if (node.localName === 'mfrac') return `${first}/${second}`;
  if (node.localName === 'msup') return `${first}^${second}`;
  if (node.localName === 'msub') return `${first}_${second}`;
  return node.children.map(text).join('');
}

/** The paragraphs of steps, a line each, without spaces in formulas: `s=2^⌊log_2(β)⌋`. @param {readonly HTMLElement[]} steps @returns {string[]} */
export const typed = (steps) =>
  /** @type {any[]} */ (steps)
    .flatMap(({ children }) => children)
    .flatMap((line) => (line.className === 'examples' ? line.children : [line]))
    .map(text);
