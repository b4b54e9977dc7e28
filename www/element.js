// <quant-scope>: the one element that is the page and every embed.
//
// It holds a state (www/state.js), asks an engine for the frame of that state, and lets its parts show the frame.
// What is asked for takes effect when its frame is there; what cannot be shown is refused with a sentence at the
// place where it was said, and the last good state stays.

import { MOST_FILES } from './dropped.js';
import { Engine } from './engine.js';
import { Obsolete } from './errors.js';
import { createTranslator, resolveLang } from './i18n/index.js';
import { layout } from './layout.js';
import { dataOf, firstOf, lookAt, withNewer } from './opened.js';
import { same } from './same.js';
import { AFRESH, KEYS, defaults, normalize, rangeOf, sameState } from './state.js';
import { rangeText } from './parts/view-range.js';
import { adoptStyles } from './styles/index.js';
import { isSentence, messageOf } from './wire.js';

/** @typedef {import('./types.js').State} State */
/** @typedef {import('./types.js').Note} Note */
/** @typedef {import('./types.js').Frame} Frame */
/** @typedef {import('./types.js').Opened} Opened */
/** @typedef {import('./errors.js').SentenceError} SentenceError */

/** The range a frame shows, as the state has it; what was asked for where that is what is shown. @param {State} asked @param {Frame} frame */
function shownRange(asked, frame) {
  const range = rangeOf(asked);
  if (!range || (range[0] === frame.view[0] && range[1] === frame.view[1])) return asked.x;
  return rangeText(frame.view, frame.whole);
}

/** The new frame, with the parts of the old one that say the same: who shows them sees at once that nothing changed. @param {Frame|null} old @param {Frame} fresh @returns {Frame} */
function keeping(old, fresh) {
  if (!old) return fresh;
  const frame = { ...fresh };
  for (const name of /** @type {const} */ (['data', 'a', 'b'])) {
    if (same(old[name], fresh[name])) Object.assign(frame, { [name]: old[name] });
  }
  return frame;
}

/** Without a DOM (in Node) the module can still be imported. */
const Base = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? class {});

export class QuantScope extends Base {
  static observedAttributes = KEYS.map(({ name }) => name);

  /** @type {State} the state whose frame is shown */
  #state = defaults();
  /** @type {State} the state last asked for */
  #wanted = defaults();
  /** @type {Frame|null} */
  #frame = null;
  /** @type {Engine|null} */
  #engine = null;
  /** @type {ReturnType<typeof layout>|null} */
  #layout = null;
  /** @type {AbortController|null} ends what listens outside the element */
  #life = null;
  /** @type {import('./types.js').Sample[]} */
  #samples = [];
  /** @type {Opened[]} */
  #opened = [];
  /** Counts requests, to know which is the newest. */
  #asked = 0;
  /** @type {Promise<void>} */
  #latest = Promise.resolve();
  #begun = false;

  constructor() {
    super();
    /** Fulfilled when the first picture stands. @type {Promise<void>} */
    this.ready = new Promise((resolve, reject) => {
      this.#stands = resolve;
      this.#never = reject;
    });
    this.ready.catch(() => {});
  }
  /** What settles `ready`. @type {() => void} */
  #stands = () => {};
  /** @type {(reason: unknown) => void} */
  #never = () => {};

  connectedCallback() {
    if (this.#life) return;
    this.#life = new AbortController();
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    adoptStyles(root);
    this.#engine = new Engine();
    this.#engine.onprogress = (progress) => this.#layout?.progress(progress);
    this.#engine.onpanic = (message) => this.#layout?.notices.add({ key: 'note.panic', words: { message } }, 'problem');
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', () => this.#rebuild(), { signal: this.#life.signal });
    this.#rebuild();
    this.#begin();
  }

  disconnectedCallback() {
    this.#life?.abort();
    this.#life = null;
    this.#layout?.dispose();
    this.#layout = null;
    this.#engine?.dispose();
    this.#engine = null;
    this.#begun = false;
    this.shadowRoot?.replaceChildren();
  }

  /** @param {string} name @param {string|null} _old @param {string|null} value */
  attributeChangedCallback(name, _old, value) {
    const { state, notes } = normalize({ [name]: value });
    if (this.#begun) this.#change(/** @type {Partial<State>} */ (state), { notes }).catch(() => {});
    else this.#wanted = { ...this.#wanted, ...state };
  }

  /** A copy of the state shown: the keys of the URL. @returns {State} */
  getState() {
    return { ...(this.#frame ? this.#state : this.#wanted) };
  }

  /**
   * Changes a part of the state. Fulfilled when picture and numbers are those of the new state; rejected with a
   * sentence when it cannot be shown, and the state stays as it was.
   * @param {Partial<State>} part
   * @param {Note[]} [notes] what whoever made the part has to tell the person
   */
  async setState(part, notes = []) {
    const clean = normalize(part);
    await this.#change(/** @type {Partial<State>} */ (clean.state), { told: true, notes: [...notes, ...clean.notes] });
  }

  /** The numbers of both schemes. @returns {{a: Record<string, number>, b: Record<string, number>}|null} null before the first frame */
  metrics() {
    return this.#frame && { a: { ...this.#frame.a.metrics }, b: { ...this.#frame.b.metrics } };
  }

  /** Beside everything else: the list of samples does not put off the first picture. @param {Engine} engine */
  async #offerSamples(engine) {
    if (this.#samples.length > 0) return;
    const samples = await engine.samples().catch(() => []);
    if (this.#engine !== engine) return;
    this.#samples = samples;
    this.#layout?.offer(samples);
  }

  async #begin() {
    const engine = /** @type {Engine} */ (this.#engine);
    try {
      this.#offerSamples(engine);
      await engine.ready;
      if (this.#engine !== engine) return;
      this.#begun = true;
      this.#rebuild();
      // What a link got wrong was said at its field; the rest of it is shown.
      await this.#change({}).catch((error) => {
        if (!this.#frame) throw error;
      });
      this.#stands();
    } catch (error) {
      if (this.#engine !== engine || error instanceof Obsolete) return;
      this.#layout?.fail(isSentence(error) ? /** @type {any} */ (error) : { key: 'error.engine.start', words: { message: messageOf(error) } });
      this.#never(error);
    }
  }

  /**
   * @param {Partial<State>} part
   * @param {{transient?: boolean, told?: boolean, notes?: Note[]}} [options] told: the person is told what was brought
   *   into range, as whoever wrote a link or a program wants to know; a control just stops at its end
   * @returns {Promise<void>}
   */
  #change(part, { transient = false, told = false, notes = [] } = {}) {
    const next = { ...this.#wanted, ...part };
    if (!this.#begun) {
      // Asked for before the module is there: it becomes the first picture.
      this.#wanted = next;
      this.#early.push(...notes);
      this.#toldEarly ||= told;
      return this.ready;
    }
    const shown = this.#layout;
    for (const note of [...this.#early.splice(0), ...notes]) shown?.notices.add(note);
    const refusals = this.#check(next);
    this.#wanted = next;
    this.#asked += 1;
    const done = this.#show(next, this.#asked, { transient, told: told || this.#toldEarly }).then(() => {
      this.#toldEarly = false;
      for (const { name, error, typed } of refusals) this.#layout?.refuse(name, error, typed);
      if (refusals.length > 0) throw refusals[0].error;
    });
    this.#latest = done;
    this.#latest.catch(() => {});
    return done;
  }
  /** A change a control asks for: what is refused was said at its field. @param {Partial<State>} part @param {{transient?: boolean}} [options] */
  async #ask(part, options) {
    try {
      await this.#change(part, options);
    } catch (error) {
      if (!isSentence(error)) throw error;
    }
  }
  /** @type {Note[]} notes from before the first frame */
  #early = [];
  #toldEarly = false;

  /**
   * Reads the notations with the page's own instance, and writes them canonically. In the place of one that does
   * not parse, what held before stays.
   * @param {State} next
   * @returns {{name: 'data'|'a'|'b', error: SentenceError, typed: string}[]} what was refused
   */
  #check(next) {
    const pkg = this.#pkg();
    const refusals = [];
    for (const [name, parse] of /** @type {const} */ ([
      ['data', pkg.parse_data],
      ['a', pkg.parse_scheme],
      ['b', pkg.parse_scheme],
    ])) {
      // What is shown is canonical.
      if (next[name] === this.#state[name]) continue;
      try {
        next[name] = parse(next[name]).text;
      } catch (error) {
        if (!isSentence(error)) throw error;
        refusals.push({ name, error: /** @type {SentenceError} */ (error), typed: next[name] });
        next[name] = this.#state[name];
      }
    }
    return refusals;
  }

  /** @param {State} next @param {number} turn @param {{transient: boolean, told: boolean}} how */
  async #show(next, turn, how) {
    const engine = /** @type {Engine} */ (this.#engine);
    try {
      const frame = await engine.show({
        data: next.data,
        a: next.a,
        b: next.b,
        view: rangeOf(next),
        bins: this.#layout?.bins() ?? 300,
        block_a: next.blocka,
        block_b: next.blockb,
        part: this.#layout?.part(next) ?? null,
      });
      if (this.#engine === engine) this.#accept(next, frame, how);
    } catch (error) {
      if (error instanceof Obsolete) {
        // Whoever waits for this state waits for the one that took its place.
        if (turn !== this.#asked) await this.#latest;
        else this.#revert();
        return;
      }
      if (!isSentence(error)) throw error;
      await this.#keepData(next);
      this.#layout?.refuse('data', /** @type {any} */ (error), next.data);
      throw error;
    }
  }

  /** The data could not be had: what was asked for otherwise is shown on the data that holds. @param {State} asked */
  async #keepData(asked) {
    const { data, blocka, blockb, x } = this.#state;
    if (asked.data === data || asked.data !== this.#wanted.data) this.#revert();
    else await this.#change({ data, blocka, blockb, x });
  }

  /** What was asked for is given up: the controls show again what holds. */
  #revert() {
    this.#wanted = this.#state;
    if (this.#frame) this.#layout?.update(this.#state, this.#frame);
  }

  /** @param {State} next @param {Frame} fresh @param {{transient: boolean, told: boolean}} how */
  #accept(next, fresh, { transient, told }) {
    const before = this.#state;
    const first = this.#frame === null;
    const frame = keeping(this.#frame, fresh);
    this.#frame = frame;
    // What the crate brought into range is the state now.
    const state = { ...next, blocka: frame.a.block, blockb: frame.b.block, x: shownRange(next, frame) };
    if (told) this.#brought(next, state);
    this.#state = state;
    if (sameState(next, this.#wanted)) this.#wanted = state;
    const rebuilt = before.lang !== state.lang || before.theme !== state.theme;
    if (rebuilt) this.#rebuild();
    else this.#layout?.update(state, frame, transient);
    if (first || !sameState(before, state) || !transient) {
      this.dispatchEvent(new CustomEvent('change', { bubbles: true, composed: true, detail: { transient } }));
    }
  }

  /** Says what was out of range. @param {State} asked @param {State} used */
  #brought(asked, used) {
    for (const name of /** @type {const} */ (['blocka', 'blockb', 'x'])) {
      if (asked[name] !== used[name]) {
        this.#layout?.notices.add({ key: 'note.state.zoomed', words: { name, value: String(asked[name]), used: String(used[name]) } });
      }
    }
  }

  /** Makes the page anew: in another language or theme, or once the wasm is there. */
  #rebuild() {
    const root = this.shadowRoot;
    if (!root || !this.#life) return;
    const state = this.#frame ? this.#state : this.#wanted;
    const theme = this.#theme(state);
    const lang = resolveLang(state.lang, this.closest('[lang]')?.getAttribute('lang'), navigator.languages);
    const kept = this.#layout?.keep();
    this.#layout?.dispose();
    this.#layout = layout({
      t: createTranslator(lang),
      set: (part, options) => void this.#ask(part, options),
      wanted: () => this.#wanted,
      survey: (schemes, told) => this.#engine?.survey(this.#state.data, schemes, told) ?? (() => {}),
      products: () => /** @type {Engine} */ (this.#engine).products,
      drawing: () => this.#pkg(),
      theme: () => theme,
      samples: this.#samples,
      openFiles: (files) => void this.#openFiles(files),
      opened: this.#opened,
      reset: () => void this.#ask({ ...defaults(), lang: this.#state.lang, theme: this.#state.theme }),
      cancel: () => this.#engine?.cancel(),
      recover: (error) => this.#recover(error),
      loaded: this.#begun,
    });
    this.#layout.element.lang = lang;
    this.#layout.element.dataset.theme = theme;
    root.replaceChildren(this.#layout.element);
    if (this.#frame) this.#layout.update(this.#state, this.#frame);
    if (kept) this.#layout.restore(kept);
  }

  /** @param {State} state @returns {'light'|'dark'} */
  #theme({ theme }) {
    if (theme === 'light' || theme === 'dark') return theme;
    return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  }

  #pkg() {
    return /** @type {import('./types.js').Pkg} */ (this.#engine?.drawing);
  }

  /** The page's own instance broke: replace it, and show the same state again. @param {unknown} error */
  async #recover(error) {
    const message = messageOf(error);
    if (this.#recovering) {
      // The same picture breaks a fresh instance too: it is given up until the next change.
      this.#layout?.notices.add({ key: 'error.engine.panic', words: { message } }, 'problem');
      return;
    }
    this.#layout?.notices.add({ key: 'note.panic', words: { message } }, 'problem');
    this.#recovering = true;
    await this.#engine?.resetDrawing();
    if (this.#frame) this.#layout?.update(this.#state, this.#frame);
    this.#recovering = false;
  }
  #recovering = false;

  /** Looks at files, lists what is in them and shows the first tensor of the first good one. @param {import('./dropped.js').Named[]} files */
  async #openFiles(files) {
    const engine = /** @type {Engine} */ (this.#engine);
    const { good, bad } = await lookAt(engine, files.slice(0, MOST_FILES));
    if (this.#engine !== engine || good.length + bad.length === 0) return;
    this.#opened = withNewer(this.#opened, good, bad);
    this.#layout?.list(this.#opened);
    if (files.length > MOST_FILES) this.#layout?.notices.add({ key: 'note.files.many', words: { limit: String(MOST_FILES) } });
    if (good.length === 0) this.#layout?.refuseFile(bad[0]);
    else await this.#ask({ data: dataOf(good[0], firstOf(good[0])), ...AFRESH });
  }
}

// Properties of the same names as the attributes.
for (const { name } of KEYS) {
  if (name === 'lang') continue;
  Object.defineProperty(QuantScope.prototype, name, {
    configurable: true,
    enumerable: true,
    get() {
      return this.getState()[name];
    },
    set(value) {
      this.setState({ [name]: value }).catch(() => {});
    },
  });
}
