// A person's hands as W3C actions. Where a driver has no fingers, the page is sent the events that fingers would cause.

/** @typedef {import('./wire.js').Wire} Wire */
/** @typedef {{x: number, y: number}} Point */

/** Keys with a code of their own: https://www.w3.org/TR/webdriver2/#keyboard-actions @type {Record<string, string>} */
const KEYS = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE006',
  Shift: '\uE008',
  Control: '\uE009',
  ControlOrMeta: '\uE009',
  Alt: '\uE00A',
  Meta: '\uE03D',
  Escape: '\uE00C',
  Space: ' ',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Delete: '\uE017',
};

/** @param {string} key */
const code = (key) => {
  const known = KEYS[key] ?? key;
  if ([...known].length !== 1) throw new Error(`the code of the key ${key} is not known`);
  return known;
};

/**
 * @typedef {object} Pretence events that a driver does not cause
 * @property {(type: 'touchStart'|'touchMove'|'touchEnd', points: Point[]) => Promise<unknown>} fingers
 * @property {(at: Point, turned: {deltaX: number, deltaY: number}) => Promise<unknown>} wheelWithControl
 */

export class Hands {
  #wire;
  #pretend;
  /** Where the mouse is. @type {Point} */
  #at = { x: 0, y: 0 };
  /** Fingers that are down. */
  #fingers = 0;
  /** Keys that are held. @type {Set<string>} */
  #held = new Set();

  /** @param {Wire} wire @param {Pretence} pretend */
  constructor(wire, pretend) {
    this.#wire = wire;
    this.#pretend = pretend;
  }

  keyboard = {
    press: async (/** @type {string} */ keys) => {
      // "Control++" is Control and +.
      const [, before, key] = /** @type {RegExpExecArray} */ (/^((?:[^+]+\+)*)(.+)$/.exec(keys));
      const modifiers = before.split('+').filter(Boolean);
      await this.#keys([
        ...modifiers.map((each) => ({ type: 'keyDown', value: code(each) })),
        { type: 'keyDown', value: code(key) },
        { type: 'keyUp', value: code(key) },
        ...modifiers.reverse().map((each) => ({ type: 'keyUp', value: code(each) })),
      ]);
    },
    down: async (/** @type {string} */ key) => {
      this.#held.add(key);
      await this.#keys([{ type: 'keyDown', value: code(key) }]);
    },
    up: async (/** @type {string} */ key) => {
      this.#held.delete(key);
      await this.#keys([{ type: 'keyUp', value: code(key) }]);
    },
    type: (/** @type {string} */ text) =>
      this.#keys(
        [...text].flatMap((value) =>
          ['keyDown', 'keyUp'].map((type) => ({ type, value: value === '\n' ? KEYS.Enter : value })),
        ),
      ),
  };

  mouse = {
    move: async (
      /** @type {number} */ x,
      /** @type {number} */ y,
      /** @type {{steps?: number}} */ { steps = 1 } = {},
    ) => {
      const from = this.#at;
      this.#at = { x, y };
      const places = Array.from({ length: steps }, (_, i) => (i + 1) / steps);
      await this.#mouse(
        places.map((part) => moveTo({ x: from.x + (x - from.x) * part, y: from.y + (y - from.y) * part })),
      );
    },
    down: () => this.#mouse([DOWN]),
    up: () => this.#mouse([UP]),
    click: async (/** @type {number} */ x, /** @type {number} */ y) => {
      this.#at = { x, y };
      await this.#mouse([moveTo({ x, y }), DOWN, UP]);
    },
    dblclick: async (/** @type {number} */ x, /** @type {number} */ y) => {
      this.#at = { x, y };
      await this.#mouse([moveTo({ x, y }), DOWN, UP, DOWN, UP]);
    },
    wheel: async (/** @type {number} */ right, /** @type {number} */ down) => {
      const { x, y } = this.#at;
      if (this.#held.has('Control') && !this.#wire.wheelWithKeys)
        return void (await this.#pretend.wheelWithControl({ x, y }, { deltaX: right, deltaY: down }));
      const scroll = { type: 'scroll', x: Math.round(x), y: Math.round(y), deltaX: right, deltaY: down, duration: 0 };
      await this.#wire.perform([{ type: 'wheel', id: 'wheel', actions: [scroll] }]);
    },
  };

  /** @param {number} x @param {number} y */
  async tap(x, y) {
    await this.touch('touchStart', { x, y });
    await this.touch('touchEnd');
  }

  /** Fingers come down, go, and are lifted, all together. @param {'touchStart'|'touchMove'|'touchEnd'} type @param {...Point} points */
  async touch(type, ...points) {
    if (!this.#wire.fingers) return void (await this.#pretend.fingers(type, points));
    const count = Math.max(points.length, this.#fingers);
    const sources = Array.from({ length: count }, (_, i) => {
      const moved = points[i] ? [moveTo(points[i])] : [];
      // A finger that has come down before the others waits for them.
      const then =
        type === 'touchMove' || (type === 'touchStart' && i < this.#fingers)
          ? { type: 'pause' }
          : type === 'touchStart'
            ? DOWN
            : UP;
      return { type: 'pointer', id: `finger ${i}`, parameters: { pointerType: 'touch' }, actions: [...moved, then] };
    });
    this.#fingers = type === 'touchEnd' ? points.length : count;
    await this.#wire.perform(sources);
  }

  /** @param {object[]} actions */
  #keys(actions) {
    return this.#wire.perform([{ type: 'key', id: 'keyboard', actions }]);
  }
  /** @param {object[]} actions */
  #mouse(actions) {
    return this.#wire.perform([{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }]);
  }
}

const DOWN = { type: 'pointerDown', button: 0 };
const UP = { type: 'pointerUp', button: 0 };
/** @param {Point} point */
const moveTo = ({ x, y }) => ({ type: 'pointerMove', x, y, duration: 0 });
