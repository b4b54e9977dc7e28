// <quant-scope>: the one element that is the page and every embed.
//
// It holds a state (www/state/state.js), asks an engine for the frame of that state, and has its layout show the frame. A change takes
// effect when its frame has arrived. What cannot be shown is refused with a sentence at the field it came from, and the last good
// state stays. Nothing is loaded until the element is near the window, or a program asks for something.

import { Engine } from '../engine/engine.js';
import { Obsolete } from '../engine/errors.js';
import { createTranslator, fetchTexts } from '../i18n/index.js';
import { asking } from './asking.js';
import { layout } from './layout.js';
import { held } from './held.js';
import { whenNear } from '../host/nearness.js';
import { makeCanonical } from '../state/notations.js';
import { opening } from './opening.js';
import { addProperties, answered, takeEarly } from './properties.js';
import { pageAddress } from '../share/addresses.js';
import { deferred, recovery } from './recovery.js';
import { showRest } from './refused.js';
import { keeping, outOfRange, shownState, themeOf } from './shown.js';
import { awaitWords, fetchLanguage, hasWords, langOf, learn } from './speech.js';
import { KEYS, OWN, defaults, isAbout, normalize, sameState } from '../state/state.js';
import { adoptStyles } from '../styles/index.js';
import { undoList, undone } from './undo.js';
import { watchUnforeseen } from './unforeseen.js';
import { watchSurroundings } from '../host/surroundings.js';
import { isSentence, messageOf } from '../engine/wire.js';

/** @typedef {import('../state/state.js').State} State */
/** @typedef {import('../i18n/types.js').Note} Note */
/** @typedef {import('../engine/records.js').Frame} Frame */

/** Without a DOM (in Node) the module can still be imported. */
const Base = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? class {});

export class QuantScope extends Base {
  static observedAttributes = [...KEYS.map(({ name }) => name), 'page'];

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
  #madeFor = defaults(); // the state whose language and theme the layout has
  /** @type {AbortController|null} ends what listens outside the element */
  #life = null;
  #files = opening({
    engine: () => this.#engine,
    layout: () => this.#layout,
    ask: (part, options) => this.#ask(part, options),
    state: () => this.#state,
    renew: () => this.#held.later() || this.#rebuild(),
    words: () => fetchTexts('url', langOf(this.#wanted, this)),
  });
  #undo = undoList();
  #held = held(() => this.#rebuild());
  #page = /** @type {string|null} */ (null); // the address of the whole page
  #asked = 0; // counts requests, to know which is the newest
  #accepted = 0; // the newest that was shown; an older one whose view had to be fetched may come after it
  #latest = Promise.resolve();
  #begun = false;
  #beginning = Promise.resolve(); // settles when it has begun, or failed to
  #called = false; // whether it is to be loaded
  #failure = /** @type {import('../i18n/index.js').Sayable|null} */ (null); // why nothing can be shown
  #picture = deferred(); // settles `ready`

  connectedCallback() {
    if (this.#life) return;
    takeEarly(this);
    const { signal } = (this.#life = new AbortController());
    adoptStyles(this.shadowRoot ?? this.attachShadow({ mode: 'open' }));
    this.#held.watch(/** @type {ShadowRoot} */ (this.shadowRoot), signal);
    watchSurroundings(this, () => this.#dressed() || this.#held.later() || this.#rebuild(), signal);
    watchUnforeseen(this, (note) => this.#layout?.notices.add(note, 'problem'), signal);
    this.#rebuild();
    if (this.#called) this.#load();
    else whenNear(this, () => this.#load(), signal);
  }

  disconnectedCallback() {
    this.#life?.abort();
    this.#life = null;
    this.#layout?.dispose();
    this.#layout = null;
    this.#engine?.dispose();
    this.#engine = null;
    this.#begun = false;
    this.#failure = null;
    // Put back, it begins anew, with the state that was asked for last.
    this.#frame = null;
    this.#undo = undoList();
    this.#picture = this.#picture.anew();
    this.shadowRoot?.replaceChildren();
  }

  /** @param {string} name @param {string|null} _old @param {string|null} value */
  attributeChangedCallback(name, _old, value) {
    if (name === 'page') return void (this.page = value);
    const { state, notes } = normalize({ [name]: value });
    if (this.#begun) this.#change(/** @type {Partial<State>} */ (state), { announced: true, notes }).catch(() => {});
    else {
      this.#wanted = { ...this.#wanted, ...state };
      this.#early = [...this.#early.filter((note) => !isAbout(note, state)), ...notes];
      this.#announceEarly = true;
      if (OWN.has(name)) this.#rebuild();
    }
  }

  /** Fulfilled when the first picture stands. Asking for it loads the element, wherever it is. @returns {Promise<void>} */
  get ready() {
    this.#load();
    return this.#picture.promise;
  }

  /** The address of the whole page, to which links lead; null where there is none to share. */
  get page() {
    return this.#page;
  }
  set page(address) {
    this.#page = pageAddress(address, globalThis.document?.baseURI);
    if (this.#frame && this.#begun) this.#layout?.update(this.#state, this.#frame);
  }

  /** A copy of the state shown: the keys of the URL. @returns {State} */
  getState() {
    return { ...(this.#frame ? this.#state : this.#wanted) };
  }

  /**
   * Changes some keys of the state. Fulfilled when picture and numbers are those of the new state; rejected with a
   * sentence when it cannot be shown, and the state stays as it was.
   * @param {Partial<State>} part @param {Note[]} [notes] notes to show with it
   */
  setState(part, notes = []) {
    const { state, notes: found } = normalize(part);
    return answered(this.#change(/** @type {any} */ (state), { announced: true, notes: [...notes, ...found] }));
  }

  /** Shows the settled state before this one again. */
  undo() {
    return this.#travel(-1);
  }
  /** Takes the last undo back. */
  redo() {
    return this.#travel(1);
  }

  /** The numbers of both schemes. @returns {{a: import('../engine/records.js').Measures, b: import('../engine/records.js').Measures}|null} null before the first frame */
  metrics() {
    this.#load();
    return this.#frame && { a: { ...this.#frame.a.metrics }, b: { ...this.#frame.b.metrics } };
  }

  /** Measures all tensors of the model that the data is from; see surveying.js. */
  async survey() {
    await this.settled();
    return (await import('./surveying.js')).surveyed(this, this.#engine?.models, this.#state);
  }

  /** All that is measured of the state shown, as a hand-out needs it. @returns {Frame|null} null before the first frame */
  frame() {
    return this.#frame;
  }

  /** Fulfilled when the state asked for last is shown, with everything that is measured for its view. */
  async settled() {
    await this.#beginning;
    for (let turn = -1; turn !== this.#asked;) {
      turn = this.#asked;
      await this.#latest.catch(() => {}).then(() => this.#layout?.settled());
    }
  }

  /**
   * What paper shows of the view, once everything for it is measured: its picture as SVG, or a copy of its table.
   * @param {{width: number, height: number, quiet?: boolean}} size of a picture, in CSS pixels; quiet: without sentences that tell numbers
   * @returns {Promise<Element|null>}
   */
  async printed(size) {
    await this.ready;
    await this.#layout?.settled();
    return this.#layout?.printed(size) ?? null;
  }

  /** The view's picture as a file, once everything for it is measured. @param {'png'|'svg'} type @param {import('../export/types.js').ImageOptions} [options] @returns {Promise<Blob>} */
  async exportImage(type, options) {
    await this.ready;
    await this.#layout?.settled();
    const { imageBlob } = await import('../export/image.js');
    return imageBlob(this.#layout?.drawing ?? null, type, options);
  }

  /** Stops what plays, as when a slide is left. */
  pause() {
    this.#layout?.pause();
  }

  /** Starts the engine, once it is needed. */
  #load() {
    this.#called = true;
    if (!this.#life || this.#engine) return;
    this.#engine = new Engine();
    this.#engine.onprogress = (progress) => this.#layout?.progress(progress);
    this.#engine.onpanic = (message) => this.#layout?.notices.add({ key: 'note.panic', words: { message } }, 'problem');
    this.#beginning = this.#begin();
  }

  async #begin() {
    const engine = /** @type {Engine} */ (this.#engine);
    try {
      await engine.ready;
      await learn(() => this.#wanted, this);
      if (this.#engine !== engine) return;
      this.#begun = true;
      if (!this.#fits(this.#wanted)) this.#rebuild();
      // What is wrong in a link is said at its field; the rest of the link is shown.
      this.#first = this.#change({});
      // Behind the question to the worker, which is on its way after this turn.
      setTimeout(() => this.#layout?.begin());
      await this.#first.catch((error) => {
        if (!this.#frame) throw error;
        if (!isSentence(error)) reportError(error); // the picture stands, what came behind it failed
      });
      if (this.#engine !== engine) return;
      this.#picture.resolve();
      this.#files.offerSamples();
    } catch (error) {
      if (this.#engine !== engine || error instanceof Obsolete) return;
      this.#failure = isSentence(error)
        ? /** @type {any} */ (error)
        : { key: 'error.engine.start', words: { message: messageOf(error) } };
      this.#rebuild();
      this.#picture.reject(error);
    }
  }

  /**
   * @param {Partial<State>} part
   * @param {{transient?: boolean, announced?: boolean, notes?: Note[], again?: State|null}} [options] announced: notes say what was
   *   brought into range, for links and programs; a control just stops at its end. again: a state of the list of undo
   */
  #change(part, { transient = false, announced = false, notes = [], again = null } = {}) {
    const next = { ...this.#wanted, ...part };
    if (!this.#begun) {
      // A change before the module is loaded becomes part of the first picture.
      this.#wanted = next;
      this.#early = [...this.#early.filter((note) => !isAbout(note, part)), ...notes];
      this.#announceEarly ||= announced;
      this.#load();
      return this.#picture.promise.then(() => this.#first);
    }
    this.#layout?.notices.renew(part, [...this.#early.splice(0), ...notes]);
    if (!again) this.#undo.asks(part, transient, this.#wanted);
    const refusals = makeCanonical(this.#pkg(), next, this.#state);
    this.#wanted = next;
    this.#asked += 1;
    const refuse = () => refusals.forEach(({ name, error, typed }) => this.#layout?.refuse(name, error, typed));
    const done = this.#show(next, this.#asked, { transient, announced: announced || this.#announceEarly, again })
      .finally(refuse)
      .then(() => {
        this.#announceEarly = false;
        if (refusals.length > 0) throw refusals[0].error;
      });
    (this.#latest = done).catch(() => {});
    return done;
  }
  /** A change by a control; a refusal is shown at its field. @param {Partial<State>} part @param {{transient?: boolean, announced?: boolean, again?: State}} [options] */
  async #ask(part, options) {
    try {
      await this.#change(part, options);
    } catch (error) {
      if (!isSentence(error)) throw error;
    }
  }
  /** Goes through the list of settled states. @param {-1|1} by */
  async #travel(by) {
    const state = this.#begun ? this.#undo.go(by, this.#wanted) : null;
    if (!state) return;
    await this.#ask(undone(state), { again: state });
    this.#undo.missed(state);
  }
  #early = /** @type {Note[]} */ ([]); // notes from before the first frame
  #announceEarly = false;
  #first = Promise.resolve(); // the outcome of all changes before the first frame

  /** @param {State} next @param {number} turn @param {{transient: boolean, announced: boolean, again: State|null}} how */
  async #show(next, turn, how) {
    const engine = /** @type {Engine} */ (this.#engine);
    try {
      const shown = /** @type {ReturnType<typeof layout>} */ (this.#layout);
      const needs = Promise.all([shown.fetch(next), fetchLanguage(next, this)]);
      const frame = await engine.show(shown.request(next), needs);
      if ((this.#accepted = Math.max(turn, this.#accepted)) > turn) throw new Obsolete();
      if (this.#engine === engine) this.#accept(next, frame, how);
    } catch (error) {
      if (this.#engine !== engine) return; // taken out meanwhile: what is asked since then counts
      if (error instanceof Obsolete) {
        // A caller that waits for this state now waits for the state that replaced it.
        if (turn !== this.#asked) await this.#latest;
        else this.#revert();
        return;
      }
      if (!isSentence(error)) throw error;
      const refused = /** @type {any} */ (error);
      await this.#files.await(next, refused, how.announced);
      await showRest(refused, {
        states: { asked: next, shown: this.#state, wanted: this.#wanted },
        change: (part) => this.#change(part),
        revert: () => this.#revert(),
        refuse: (...said) => this.#layout?.refuse(...said),
      });
      throw error;
    }
  }

  /** The change is given up: the controls show the current state again. */
  #revert() {
    this.#wanted = this.#state;
    if (this.#frame && this.#begun) this.#layout?.update(this.#state, this.#frame);
  }

  /** @param {State} next @param {Frame} fresh @param {{transient: boolean, announced: boolean, again: State|null}} how */
  #accept(next, fresh, { transient, announced, again }) {
    const before = this.#state;
    const first = this.#frame === null;
    const frame = keeping(this.#frame, fresh);
    this.#frame = frame;
    // The state now has what the crate brought into range.
    const state = shownState(next, frame, announced || transient);
    if (announced) for (const note of outOfRange(next, state)) this.#layout?.notices.add(note);
    this.#state = state;
    if (sameState(next, this.#wanted)) this.#wanted = state;
    if (again) this.#undo.reached(again, state);
    else if (!transient) this.#undo.add(state);
    if (!this.#fits(state) && !this.#held.later()) this.#rebuild();
    else this.#layout?.update(state, frame, transient);
    if (first || !sameState(before, state) || !transient) {
      this.dispatchEvent(new CustomEvent('change', { bubbles: true, composed: true, detail: { transient } }));
    }
  }

  /** Whether there is a layout for the language and the theme of a state. @param {State} state */
  #fits = ({ lang, theme }) => !!this.#layout && this.#madeFor.lang === lang && this.#madeFor.theme === theme;

  /** Makes the layout anew: in another language or theme, or once the wasm is loaded. */
  #rebuild() {
    const root = this.shadowRoot;
    if (!root || !this.#life) return;
    const state = this.#frame ? this.#state : this.#wanted;
    const lang = langOf(state, this);
    if (!hasWords(state, this)) return awaitWords(state, this, () => this.#fits(this.#wanted) || this.#rebuild());
    const theme = themeOf(state, this);
    const kept = this.#layout?.keep();
    this.#layout?.dispose();
    this.#madeFor = state;
    this.#layout = layout({
      t: createTranslator(lang),
      set: (part, options) => void this.#ask(part, options),
      wanted: () => this.#wanted,
      ...asking(() => ({ engine: this.#engine, data: this.#state.data })),
      drawing: () => this.#pkg(),
      theme: () => theme,
      ...this.#files.context(),
      another: () => new /** @type {typeof QuantScope} */ (this.constructor)(),
      page: () => this.#page,
      embedded: () => this.hasAttribute('page'),
      reset: () => void this.#ask(Object.fromEntries(Object.entries(defaults()).filter(([name]) => !OWN.has(name)))),
      travel: (by) => void this.#travel(by),
      travels: this.#undo.can,
      cancel: () => this.#engine?.cancel(),
      recover: this.#recover,
      loaded: this.#begun,
    });
    this.#layout.element.lang = lang;
    this.#layout.element.dataset.theme = theme;
    this.#layout.stand(root);
    if (this.#frame && this.#begun) this.#layout.update(this.#state, this.#frame);
    if (this.#failure) this.#layout.fail(this.#failure);
    if (kept) this.#layout.restore(kept);
  }

  #dressed = () => this.#layout?.dress(themeOf(this.getState(), this));

  #pkg = () => /** @type {import('../engine/pkg.js').Pkg} */ (this.#engine?.drawing);

  /** What to do when the page's own instance breaks. */
  #recover = recovery({
    reset: () => this.#engine?.resetDrawing(),
    again: () => this.#frame && this.#layout?.update(this.#state, this.#frame),
    say: (note) => this.#layout?.notices.add(note, 'problem'),
  });
}

addProperties(QuantScope.prototype);
