// What a driver cannot do, done in the page: fingers and a wheel with Control as events, and paper as a change of the rules for media.

/** @typedef {import('./document.mjs').Tools} Tools */

/**
 * Sends the events of fingers to what lies under them, in the page.
 * @param {{type: 'touchStart'|'touchMove'|'touchEnd', points: {x: number, y: number}[]}} given @param {Tools} tools
 */
export function fingers({ type, points }, tools) {
  const FIRST = 1000;
  const holder = /** @type {any} */ (window);
  if (!holder.pretended) {
    // A browser lets nobody capture a pointer that it does not know.
    const { setPointerCapture, releasePointerCapture } = Element.prototype;
    holder.pretended = { down: new Map(), captured: new Map() };
    Element.prototype.setPointerCapture = function (id) {
      if (id < FIRST) return setPointerCapture.call(this, id);
      holder.pretended.captured.set(id, this);
    };
    Element.prototype.releasePointerCapture = function (id) {
      if (id < FIRST) return releasePointerCapture.call(this, id);
      holder.pretended.captured.delete(id);
    };
  }
  const { down, captured } = holder.pretended;
  /** @param {string} name @param {number} id @param {{x: number, y: number}} at @param {boolean} pressed */
  const send = (name, id, { x, y }, pressed) => {
    // A finger's events go to what it came down on.
    const target = captured.get(id) ?? down.get(id)?.target ?? tools.deepest(x, y);
    const event = { pointerId: id, pointerType: 'touch', isPrimary: id === FIRST, clientX: x, clientY: y };
    const moved = name === 'pointermove' ? -1 : 0;
    const init = { ...event, button: moved, buttons: Number(pressed), bubbles: true, composed: true, cancelable: true };
    target?.dispatchEvent(new PointerEvent(name, init));
    return target;
  };
  const all = Array.from({ length: Math.max(points.length, down.size) }, (_, i) => FIRST + i);
  for (const id of all) {
    const at = points[id - FIRST];
    if (type === 'touchEnd' && !at) {
      const { target, at: last, moved } = down.get(id);
      send('pointerup', id, last, false);
      down.delete(id);
      captured.delete(id);
      // A finger that stayed where it came down presses.
      if (!moved && id === FIRST) target?.click();
    } else if (type === 'touchStart' && !down.has(id)) {
      down.set(id, { target: tools.deepest(at.x, at.y), at, moved: false });
      send('pointerdown', id, at, true);
    } else if (at) {
      const { target } = down.get(id);
      down.set(id, { target, at, moved: true });
      send('pointermove', id, at, true);
    }
  }
}

/**
 * Sends the event of a wheel that is turned while Control is held.
 * @param {{at: {x: number, y: number}, turned: {deltaX: number, deltaY: number}}} given @param {Tools} tools
 */
export function wheelWithControl({ at: { x, y }, turned }, tools) {
  const event = { ...turned, clientX: x, clientY: y, ctrlKey: true, bubbles: true, composed: true, cancelable: true };
  tools.deepest(x, y)?.dispatchEvent(new WheelEvent('wheel', event));
}

/**
 * Turns the rules of every style sheet to paper or back, and tells who listens for it.
 * @param {'screen'|'print'} media
 */
export function onPaper(media) {
  const holder = /** @type {any} */ (window);
  holder.rulesOfMedia ??= new Map();
  /** @type {Map<CSSMediaRule, string>} */
  const own = holder.rulesOfMedia;
  /** @param {CSSStyleSheet|CSSGroupingRule} group */
  const turn = (group) => {
    for (const rule of group.cssRules) {
      if (rule instanceof CSSMediaRule) {
        const text = own.get(rule) ?? rule.media.mediaText;
        own.set(rule, text);
        const printed = text.replace(/\bprint\b/g, 'all').replace(/\bscreen\b/g, 'not all');
        rule.media.mediaText = media === 'print' ? printed : text;
      }
      if ('cssRules' in rule) turn(/** @type {CSSGroupingRule} */ (rule));
    }
  };
  /** @param {Document|ShadowRoot} root */
  const within = (root) => {
    for (const sheet of [...root.styleSheets, ...root.adoptedStyleSheets]) turn(sheet);
    for (const element of root.querySelectorAll('*')) if (element.shadowRoot) within(element.shadowRoot);
  };
  within(document);
  dispatchEvent(new Event(media === 'print' ? 'beforeprint' : 'afterprint'));
}
