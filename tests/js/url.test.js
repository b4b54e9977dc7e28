import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VERSION } from '../../www/state/versions.js';
import { defaults, normalize } from '../../www/state/state.js';
import { bindUrl, followUrl } from '../../www/host/bound.js';
import { here } from '../../www/host/url.js';

/** A window with a session history, as far as bindUrl uses one. */
class FakeWindow extends EventTarget {
  entries = ['https://host/page?q=1'];
  at = 0;
  writes = 0;
  /** @type {Map<number, () => void>} */
  timers = new Map();
  /** @param {string} [hash] */
  constructor(hash = '') {
    super();
    this.entries[0] += hash;
    const write = (/** @type {string} */ url) => {
      if (this.refuse) throw new Error('too many calls');
      this.writes += 1;
      this.entries[this.at] = url;
    };
    this.refuse = false;
    this.history = {
      state: null,
      replaceState: (/** @type {any} */ _state, /** @type {string} */ _title, /** @type {string} */ url) => write(url),
      pushState: (/** @type {any} */ _state, /** @type {string} */ _title, /** @type {string} */ url) => {
        if (!this.refuse) this.entries.length = this.at += 1;
        write(url);
      },
    };
  }
  get location() {
    const href = this.entries[this.at];
    const hash = href.includes('#') ? href.slice(href.indexOf('#')) : '';
    return { href, hash: hash === '#' ? '' : hash };
  }
  /** @param {number} steps */
  go(steps) {
    this.at += steps;
    this.dispatchEvent(new Event('popstate'));
    this.dispatchEvent(new Event('hashchange'));
  }
  /** @param {() => void} run */
  setTimeout(run) {
    this.timers.set(this.timers.size + 1, run);
    return this.timers.size;
  }
  /** @param {number} id */
  clearTimeout(id) {
    this.timers.delete(id);
  }
  runTimers() {
    for (const [id, run] of [...this.timers]) {
      this.timers.delete(id);
      run();
    }
  }
}

/** An element that, like the real one, takes a while and then says `change`. */
class FakeElement extends EventTarget {
  /** @type {any} */
  state = defaults();
  sets = 0;
  /** @type {any[]} */
  notes = [];
  getState() {
    return { ...this.state };
  }
  /** @param {any} part @param {any[]} [notes] */
  async setState(part, notes = []) {
    this.sets += 1;
    this.notes.push(...notes);
    if (part.a === 'bad') throw new Error('bad scheme');
    if (part.data.startsWith('file(')) {
      this.change({ ...normalize(part).state, data: defaults().data });
      throw new Error('no such file');
    }
    await settled();
    this.change({ ...normalize(part).state, a: String(part.a).replace(':sym', '') });
  }
  /** @param {any} part @param {boolean} [transient] */
  change(part, transient = false) {
    this.state = { ...this.state, ...part };
    this.dispatchEvent(new CustomEvent('change', { detail: { transient } }));
  }
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

/** @param {string} [hash] */
async function bound(hash) {
  const win = new FakeWindow(hash);
  const element = new FakeElement();
  const unbind = bindUrl(/** @type {any} */ (element), /** @type {any} */ (win));
  await settled();
  await settled();
  // Fragments without their version, which tests/js/links.test.js is about.
  const hashes = () =>
    win.entries.map((url) => url.replace('https://host/page?q=1', '').replace(`#v=${VERSION}&`, '#'));
  return { win, element, unbind, hashes };
}

test('the start reads the hash, hands over the notes and leaves a canonical link', async () => {
  const { element, hashes } = await bound('#a=int8:sym&foo=1&view=grid');
  assert.equal(element.state.a, 'int8');
  assert.deepEqual(
    element.notes.map((note) => note.key),
    ['note.state.unknown'],
  );
  assert.deepEqual(hashes(), ['#a=int8']);
  assert.equal(element.sets, 1);
});

test('a settled change is an entry; Back and Forward go through them without a loop', async () => {
  const { win, element, hashes } = await bound();
  element.change({ a: 'int8' });
  element.change({ b: 'int2' });
  assert.deepEqual(hashes(), ['', '#a=int8', '#a=int8&b=int2']);
  const writes = win.writes;
  win.go(-1);
  await settled();
  assert.equal(element.state.b, defaults().b);
  win.go(-1);
  await settled();
  assert.equal(element.state.a, 'int4');
  win.go(2);
  await settled();
  assert.equal(element.state.b, 'int2');
  assert.equal(win.writes, writes, 'what came from the URL is not written again');
  assert.equal(element.sets, 4);
});

test('a drag rewrites one entry, seldom, and Back returns to where it began', async () => {
  const { win, element, hashes } = await bound();
  for (let i = 1; i <= 50; i++) element.change({ blocka: i }, true);
  assert.deepEqual(hashes(), ['']);
  win.runTimers();
  assert.deepEqual(hashes(), ['#blocka=50']);
  element.change({ blocka: 51 });
  assert.deepEqual(hashes(), ['', '#blocka=51']);
  win.runTimers();
  assert.deepEqual(hashes(), ['', '#blocka=51']);
});

test('a drag that ends where it began leaves no trace', async () => {
  const { win, element, hashes } = await bound();
  element.change({ blocka: 9 }, true);
  win.runTimers();
  element.change({ blocka: 0 });
  assert.deepEqual(hashes(), ['']);
});

test('a state that fails leaves the link as it was given', async () => {
  const { hashes, element } = await bound('#a=bad');
  assert.deepEqual(hashes(), ['#a=bad']);
  element.change({ a: 'int3' });
  assert.deepEqual(hashes(), ['#a=bad', '#a=int3']);
});

test('a link of which only a part can be shown stays as it was given, and Back finds it again', async () => {
  const { hashes, element, win } = await bound('#data=file(w.npz)&b=int5');
  assert.equal(element.state.b, 'int5');
  assert.deepEqual(hashes(), ['#data=file(w.npz)&b=int5']);
  element.change({ b: 'int3' });
  assert.deepEqual(hashes(), ['#data=file(w.npz)&b=int5', '#b=int3']);
  win.go(-1);
  await settled();
  assert.equal(element.state.b, 'int5');
  assert.deepEqual(hashes(), ['#data=file(w.npz)&b=int5', '#b=int3']);
});

test('a frame follows its address without ever writing it', async () => {
  const win = new FakeWindow('#a=int8&foo=1');
  const element = new FakeElement();
  followUrl(/** @type {any} */ (element), /** @type {any} */ (win));
  await settled();
  await settled();
  assert.equal(element.state.a, 'int8');
  assert.deepEqual(
    element.notes.map((note) => note.key),
    ['note.state.unknown'],
  );
  win.entries[0] = 'https://host/page?q=1#b=int3';
  win.dispatchEvent(new Event('hashchange'));
  await settled();
  await settled();
  assert.deepEqual([element.state.a, element.state.b], ['int4', 'int3']);
  element.change({ a: 'int2' });
  assert.equal(win.writes, 0);
  assert.equal(here(/** @type {any} */ (win)), 'https://host/page?q=1');
});

test('a browser that refuses writes breaks nothing', async () => {
  const { win, element } = await bound();
  win.refuse = true;
  element.change({ a: 'int8' });
  win.refuse = false;
  element.change({ a: 'int7' });
  assert.match(win.location.hash, /a=int7/);
});

test('change events of inner controls and of an unbound element are ignored', async () => {
  const { win, element, unbind, hashes } = await bound();
  const inner = new Event('change');
  Object.defineProperty(inner, 'target', { value: new EventTarget() });
  element.state = { ...element.state, a: 'int6' };
  element.dispatchEvent(inner);
  unbind();
  element.change({ a: 'int8' });
  win.go(0);
  assert.deepEqual(hashes(), ['']);
});
