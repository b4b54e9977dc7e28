// The layout of the element: its components, and how they reach each other.

import { h } from '../controls/dom.js';
import { hiddenBy, hideOfSlide, hideable, outOfSight } from '../state/hide.js';
import { button } from '../controls/controls.js';
import { dataPanel } from '../panels/data/panel.js';
import { homeLink } from '../panels/home-link.js';
import { notices } from '../panels/notices.js';
import { schemePanel } from '../panels/scheme/panel.js';
import { coursePlace } from './course-place.js';
import { laterDialogs } from './later-dialogs.js';
import { presenting } from './presenting.js';
import { scoreboard } from '../panels/scoreboard.js';
import { slideParts } from '../panels/lesson/slide.js';
import { tablesFold } from '../panels/tables.js';
import { listenToKeys } from './keys.js';
import { dress } from './page-look.js';
import { dressForPaper } from './printing.js';
import { topBar } from '../panels/top-bar.js';
import { say } from '../i18n/index.js';
import { takeFiles } from './taking-files.js';
import { same } from '../state/state.js';
import { rangeOf } from '../plot/view-range.js';
import { stage as makeStage } from '../views/stage.js';
import { isMissingPart, isSentence } from '../engine/wire.js';

/**
 * @typedef {Omit<import('./types.js').PageContext, 'compose'|'changeData'> & {
 *   samples: import('../files/types.js').Sample[],
 *   openFiles: ReturnType<typeof import('./opening.js').opening>['open'],
 *   unweigh: () => void,
 *   opened: readonly import('../files/types.js').Opened[],
 *   ask: import('../export/types.js').ExportContext['ask'],
 *   another: () => import('../dialogs/hand-out.js').Scribe,
 *   reset: () => void,
 *   travel: (by: -1|1) => void,
 *   travels: (by: -1|1) => boolean,
 *   cancel: () => void,
 *   awaits: () => boolean,
 *   dismissed: (note: import('../i18n/index.js').Sayable) => void, readAddress: (address: string) => void, page: () => string|null,
 *   embedded: () => boolean,
 *   loaded: boolean,
 * }} LayoutContext travel: undoes or redoes, where it `travels`; awaits: whether a link waits for its file; page: the address of the whole page; embedded: whether this is not the whole page
 */

/** @param {LayoutContext} given */
export function layout(given) {
  const { t, set, cancel, reset, loaded } = given;
  /** @type {(() => void)|null} shows again what holds */
  let again = null;
  /** @type {import('./types.js').PageContext['compose']} */
  const compose = (name, print, { transient, also } = {}) => {
    try {
      set({ [name]: print(), ...also }, { transient });
    } catch (error) {
      if (!isSentence(error)) throw error;
      again?.();
      refuse(name, /** @type {any} */ (error));
    }
  };
  /** @type {import('./types.js').PageContext['changeData']} */
  const changeData = (change, options) => {
    const { parse_data, print_data } = given.drawing();
    compose('data', () => print_data({ ...parse_data(given.wanted().data).parts, ...change }), options);
  };
  const context = { ...given, compose, changeData };
  const life = new AbortController();
  const said = notices(context);
  const problem = (/** @type {string} */ key, /** @type {Record<string, string>} */ words) =>
    said.add({ key, words }, 'problem');
  const home = homeLink(context);
  /** @type {import('../engine/records.js').Frame|null} */
  let shown = null;
  const root = () => /** @type {ShadowRoot} */ (element.getRootNode());
  const course = coursePlace(
    {
      ...context,
      problem,
      note: said.add,
      noted: said.about,
      onPhase: () => {
        guessing();
        if (shown) tell(shown);
      },
      onOpen: (open) => element.classList.toggle('handing-out', open),
      host: () => root().host,
      onKey: (event) => keyed(event),
    },
    { root, made: ({ lesson }) => landmarks(lesson.element), problem, life: life.signal },
  );
  const exit = () => set({ present: 'off' });
  const go = (/** @type {-1|1} */ by) => course.now()?.lesson.go(by);
  const slide = slideParts({
    t,
    go,
    onRestore: () => course.now()?.lesson.restore(),
    onNotes: () => openNotes(),
    onExit: exit,
  });
  const bar = topBar({
    ...context,
    help: () => dialogs.open('help'),
    lessons: () => void course.open(),
    share: () => dialogs.open('share'),
    save: () => dialogs.open('export'),
    skip: () => /** @type {HTMLElement|null} */ (element.querySelector('.view [tabindex="0"]'))?.focus(),
  });
  const data = dataPanel({ ...context, problem });
  /** The words of their controls come from the crate. @type {{a: ReturnType<typeof schemePanel>|null, b: ReturnType<typeof schemePanel>|null}} */
  const schemes = { a: null, b: null };
  /** @type {import('../plot/types.js').PageLook} */
  let pageLook = { ground: null, clear: false, ink: null, muted: null, font: null };
  const views = makeStage({ ...context, pageLook: () => pageLook, letters: () => presented.letters() });
  const drawing = { t, frame: () => shown, drawn: views.drawn, theme: given.theme };
  const board = scoreboard(context);
  const tables = tablesFold({ t, tables: views.tables });

  const meter = h('progress', { max: 1 });
  const progress = h(
    'div',
    { class: 'progress', hidden: true, role: 'status' },
    h('span', { text: t('ui.computing') }),
    meter,
    button({ text: t('ui.cancel'), name: 'cancel', onClick: cancel }),
  );
  const controls = h('div', { class: 'controls' });
  const stage = h('div', { class: 'main' }, progress, views.element);
  // The order of the Tab key, and on a narrow screen of what is seen: the picture comes before its many controls.
  const columns = h(
    'div',
    { class: 'columns' },
    slide.head,
    course.places.lesson,
    views.tabs,
    stage,
    board.verdict,
    data.element,
    slide.numbers,
    controls,
    board.element,
    tables.element,
    slide.nav,
  );
  const element = h(
    'div',
    { class: 'quant-scope blank' },
    // The page has its heading even where the top bar is hidden; in another page it would stand among those of that page.
    given.embedded() ? null : h('h1', { class: 'visually-hidden', text: 'QuantScope' }),
    bar.element,
    said.element,
    columns,
    home.element,
    course.places.menu,
    course.places.sheet,
    h('div', { class: 'drop-hint', 'aria-hidden': 'true' }, h('p', { text: t('ui.drop') })),
  );
  const dialogs = laterDialogs(
    element,
    {
      help: context,
      share: context,
      export: {
        ...drawing,
        wanted: given.wanted,
        ask: given.ask,
        pictured: views.pictured,
        sheets: views.sheets,
      },
    },
    { problem, lang: t.lang, life: life.signal },
  );
  dressForPaper(element, { drawn: views.drawn, after: () => dress(element, given.theme()) }, life.signal);
  hideable('scoreboard', board.element);
  hideable('scoreboard.measures', board.measures);
  hideable('verdict', board.verdict);
  hideable('tables', tables.element);
  const presented = presenting(element, {
    headline: slide.headline,
    embedded: given.embedded,
    resized: () => views.redraw(),
  });
  if (given.wanted().present === 'on') presented.begin();
  let hidden = '';
  hide(given.wanted());
  landmarks(element);
  course.begin();
  /** Whether the crate is still on its way. */
  let waits = false;
  const wait = (/** @type {boolean} */ waiting) => {
    waits = waiting;
    element.classList.toggle('waiting', waiting);
    for (const part of [data.element, views.tabs, controls, stage]) part.inert = waiting;
  };
  wait(true);
  if (loaded) begin();

  takeFiles(element, { open: context.openFiles, paste: data.paste }, life.signal);
  const keyed = listenToKeys(
    element,
    {
      singles: () => given.wanted().keys === 'on',
      presenting: presented.isOn,
      present: (now) => (now ? set({ present: 'on' }) : exit()),
      help: () => dialogs.open('help'),
      reset,
      notes: () => (presented.isOn() ? openNotes() : course.now()?.lesson.toggleNotes()),
      view: views.choose,
      travel: given.travel,
      lesson: {
        active: () => course.now()?.lesson.active() ?? false,
        go,
        walk: (by) => course.now()?.lesson.walk(by) ?? false,
      },
    },
    life.signal,
  );
  /** While a question is open, nothing tells its answer; while a challenge is, nothing is recommended. */
  function guessing() {
    const { lesson } = course.now() ?? {};
    const how = { quiet: lesson?.asks() ?? false, unadvised: lesson?.challenges() ?? false };
    element.classList.toggle('guessing', how.quiet);
    element.classList.toggle('challenged', how.unadvised);
    views.hush(how);
  }
  function openNotes() {
    if (!course.now()?.teacher.open()) problem('error.notes.blocked', {});
    else if (shown) tell(shown);
  }
  function toldNow() {
    return presented.isOn() ? (course.now()?.lesson.told() ?? null) : null;
  }
  /** Says on the slide, and in the notes beside it, what there is to say of a frame. @param {import('../engine/records.js').Frame} frame */
  function tell(frame) {
    const what = toldNow();
    if (presented.isOn()) slide.update(frame, what);
    course.now()?.teacher.update(what, presented.isOn());
    hide(given.wanted());
  }

  /** The landmarks of another page are its own. @param {Element} part */
  function landmarks(part) {
    for (const each of given.embedded() ? [part, ...part.querySelectorAll('*')] : [])
      if (each.localName === 'section') each.setAttribute('role', 'group');
  }
  /** The folds of the page. @returns {HTMLDetailsElement[]} */
  const folds = () => [...element.querySelectorAll('details')];

  /** Shows at its field why a string was refused. @param {'data'|'a'|'b'} name @param {import('../i18n/index.js').Sayable} problem @param {string} [typed] */
  function refuse(name, problem, typed) {
    if (isMissingPart(problem)) return said.add(problem, 'problem');
    (name === 'data' ? data : schemes[name])?.notation.refuse(problem, typed);
    // There is a note about a missing file already.
    const noted = given.awaits() && ['error.file.missing', 'error.url.ask'].includes(problem.key);
    if (hiddenBy(hidden).has(`${name}.notation`) && !noted) said.add(problem, 'problem', name);
  }
  /** @param {import('../state/state.js').State} state */
  function hide(state) {
    const next = presented.isOn() ? hideOfSlide(toldNow()?.controls ?? []) : state.hide;
    if (hidden === next && element.dataset.hides !== undefined) return;
    const first = element.dataset.hides === undefined;
    hidden = next;
    element.dataset.hides = outOfSight(hidden).join(' ');
    // Who chooses what is shown wants it in sight.
    if (hidden && first) unfold(element);
  }
  /** @param {Element} part */
  function unfold(part) {
    for (const fold of part.querySelectorAll('details.rest')) fold.toggleAttribute('open', true);
  }
  /** The crate is here: the controls that it has the words for are made, and everything can be used. */
  function begin() {
    if (!waits) return;
    for (const role of /** @type {const} */ (['a', 'b'])) {
      schemes[role] = schemePanel({ ...context, problem }, role);
      controls.append(schemes[role].element);
    }
    landmarks(controls);
    if (hidden) unfold(controls);
    wait(false);
  }
  /** @param {import('../state/state.js').State} state @param {import('../engine/records.js').Frame} frame @param {boolean} [moving] a control is being dragged */
  function update(state, frame, moving = false) {
    again = () => update(state, frame);
    shown = frame;
    const settle = presented.set(state.present === 'on');
    element.classList.toggle('moving', moving);
    // The picture first: a canvas reads the style of its text, which is slow once something else has changed.
    views.update(frame, state);
    begin();
    element.classList.remove('blank');
    hide(state);
    home.update(state);
    bar.update(state, frame);
    data.update(frame.data, frame.notes);
    schemes.a?.update(frame.a, frame.data);
    schemes.b?.update(frame.b, frame.data);
    board.update(frame);
    tables.update();
    course.now()?.lesson.update(state, frame);
    tell(frame);
    guessing();
    settle();
    if (!moving) dialogs.update();
  }

  return {
    element,
    /** Puts it into its place. It takes its look from the page around before its parts are in it: so their style is computed once. @param {ShadowRoot} root */
    stand(root) {
      const parts = [...element.childNodes];
      element.replaceChildren();
      root.replaceChildren(element);
      pageLook = dress(element, given.theme());
      element.append(...parts);
      void views.hold();
    },
    begin,
    update,
    notices: said,
    printed: views.printed,
    settled: () =>
      Promise.all([views, dialogs, course.now()?.lesson, data, schemes.a, schemes.b].map((part) => part?.settled())),
    drawing,
    /** Fetches what a state is shown with. @param {import('../state/state.js').State} next */
    fetch: (next) => Promise.all([views.fetch(next), course.fetch(next)]),
    /** The request for the frame of a state. @param {import('../state/state.js').State} next @returns {import('../engine/messages.js').ShowRequest} */
    request: (next) => ({
      data: next.data,
      a: next.a,
      b: next.b,
      view: rangeOf(next),
      bins: views.bins(),
      block_a: next.blocka,
      block_b: next.blockb,
      question: views.question(next),
    }),
    refuse,
    list: data.list,
    /** Shows why a file holds nothing that can be shown. @param {import('../files/types.js').Opened} file */
    refuseFile(file) {
      if (file.problem) refuse('data', file.problem);
      if (file.problem?.key === 'error.file.unknown') data.askRaw(file);
    },
    offer: data.offer,
    /** @param {import('../engine/types.js').Progress} state */
    progress({ fraction, active }) {
      progress.hidden = !active;
      board.wait(active);
      if (fraction === null) meter.removeAttribute('value');
      else meter.value = fraction;
    },
    pause: views.pause,
    /** Takes the look that the page around asks for; false if that is another theme, which takes another layout. @param {'light'|'dark'} theme */
    dress(theme) {
      if (theme !== given.theme()) return false;
      const next = dress(element, theme);
      if (!same(next, pageLook)) {
        pageLook = next;
        views.redraw();
      }
      return true;
    },
    /** Nothing can be computed: shows why, what the author of the page put into the element, and the way to the whole page. @param {import('../i18n/index.js').Sayable} problem */
    fail(problem) {
      element.classList.remove('blank', 'waiting', 'presenting');
      bar.element.hidden = true;
      columns.replaceWith(
        h('slot', { class: 'instead' }),
        h('p', { class: 'failure', role: 'alert', text: say(t, problem) }),
      );
      home.update(given.wanted());
    },
    /** What survives a change of language or theme. */
    keep() {
      const focused = /** @type {ShadowRoot} */ (element.getRootNode()).activeElement;
      // Before the first frame nothing can have been folded.
      const unfolded = new Map((again ? folds() : []).map((fold) => [fold.dataset.control, fold.open]));
      const { control } = /** @type {HTMLElement|null} */ (focused)?.dataset ?? {};
      return { control, unfolded, notes: said.said(), handedOut: course.now()?.sheet.lesson() ?? null };
    },
    /** @param {{control: string|undefined, unfolded: Map<string|undefined, boolean>, notes: ReturnType<typeof said.said>, handedOut: import('../lessons/types.js').Lesson|null}} kept */
    restore({ control, unfolded, notes, handedOut }) {
      for (const fold of folds()) fold.open = unfolded.get(fold.dataset.control) ?? fold.open;
      for (const each of notes) said.add(...each);
      if (handedOut) void course.now()?.sheet.open(handedOut);
      if (control)
        /** @type {HTMLElement|null} */ (element.querySelector(`[data-control="${CSS.escape(control)}"]`))?.focus();
    },
    dispose() {
      life.abort();
      views.dispose();
      board.dispose();
      presented.dispose();
      course.dispose();
      dialogs.dispose();
    },
  };
}
