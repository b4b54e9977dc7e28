// Building elements without markup: every text goes in as text, never as HTML.

let serial = 0;

/** A unique id, to tie labels to controls. @param {string} stem */
export function uid(stem) {
  serial += 1;
  return `${stem}-${serial}`;
}

/**
 * Makes an element. `class`, `text` and `on` are special; `aria-*`, `data-*` and other names with a dash are set as
 * attributes; everything else as a property. Children that are null are left out.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, any>} [props]
 * @param {...(Node|string|null|undefined)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null) continue;
    if (name === 'class') element.className = value;
    else if (name === 'text') element.textContent = value;
    else if (name === 'on') for (const [type, run] of Object.entries(value)) element.addEventListener(type, run);
    else if (name.includes('-') || name === 'role' || name === 'for') element.setAttribute(name, value);
    else /** @type {any} */ (element)[name] = value;
  }
  element.append(.../** @type {(Node|string)[]} */ (children.filter((child) => child !== null && child !== undefined)));
  return element;
}

/**
 * Makes an SVG element with attributes.
 * @template {keyof SVGElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string|number>} [attributes]
 * @param {...Node} children
 * @returns {SVGElementTagNameMap[T]}
 */
export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/** Sets lengths in CSS pixels of an SVG element. @param {SVGElement} element @param {Record<string, number>} at */
export function setPlace(element, at) {
  for (const [name, value] of Object.entries(at)) element.setAttribute(name, value.toFixed(2));
}

/** Sets a text only when it changes, so that a screen reader and a selection are left alone. @param {Node} node @param {string} text */
export function setText(node, text) {
  const only = node.firstChild;
  // Another text in the same node spares the browser a new box for it.
  if (only instanceof Text && only.nextSibling === null) {
    if (only.data !== text) only.data = text;
  } else if (node.textContent !== text) {
    node.textContent = text;
  }
}

/**
 * Gives an element the children of a fresh tree, and touches only what differs. While a slider is dragged only a few numbers do, and
 * replacing everything costs the browser several times as much.
 * @param {Node} parent
 * @param {readonly Node[]} fresh
 */
export function settle(parent, fresh) {
  const old = [...parent.childNodes];
  fresh.forEach((node, i) => {
    const was = old[i];
    if (was === undefined) parent.appendChild(node);
    else if (!was.cloneNode(false).isEqualNode(node.cloneNode(false)) && !(was instanceof Text && node instanceof Text))
      parent.replaceChild(node, was);
    else if (was instanceof Text) setText(was, node.textContent ?? '');
    else settle(was, [...node.childNodes]);
  });
  for (const node of old.slice(fresh.length)) parent.removeChild(node);
}

/** Sets a control's value unless a person is typing in it. @param {HTMLInputElement|HTMLSelectElement} control @param {string} value */
export function setValue(control, value) {
  const root = /** @type {Document|ShadowRoot} */ (control.getRootNode());
  const typing = root.activeElement === control && 'type' in control && ['text', 'number'].includes(control.type);
  if (!typing && control.value !== value) control.value = value;
}
