// The place of the views, one of which is shown: tabs to choose it, and the value pointed at, which every view marks.
//
// A view is made when it is first shown, and is updated only while it is shown.

import { h } from '../controls/dom.js';
import { histogramSheet } from '../export/sheets.js';
import { referenceOf } from '../files/files.js';
import { inspector } from '../panels/inspector.js';
import { boxSize } from '../plot/box-size.js';
import { histogramBins } from '../plot/histogram-bins.js';
import { hiddenBy, hideable } from '../state/hide.js';
import { same } from '../state/state.js';
import { adoptMore } from '../styles/index.js';
import { VIEWS, fetchView, makerOf, viewOf } from './index.js';

/** @typedef {import('../engine/records.js').Frame} Frame */
/** @typedef {import('../state/state.js').State} State */
/** @typedef {import('./types.js').View} View */
/** @typedef {import('./types.js').ViewKind} ViewKind */
/** @typedef {import('./types.js').ViewContext} ViewContext */

/** The groups of tabs, in their order. */
const GROUPS = /** @type {const} */ (['see', 'choose', 'run', 'model']);

/** @param {import('../element/types.js').PageContext & Pick<ViewContext, 'openFiles'|'readAddress'> & {pageLook: () => import('../plot/types.js').PageLook, letters: () => number}} context letters: how much larger than usual those of a picture are */
export function stage(context) {
  const { t, set, theme, wanted, pageLook, letters } = context;
  /** @type {Map<ViewKind, View>} */
  const views = new Map();
  /** @type {Frame|null} */
  let frame = null;
  /** @type {State|null} */
  let state = null;
  /** @type {number|null} the value pointed at */
  let pointed = null;
  let hushed = { quiet: false, unadvised: false };
  let shown = VIEWS[0];
  /** The theme of what is drawn for a file; null on the page. @type {'light'|'dark'|null} */
  let paper = null;

  const inspect = inspector(context);
  // Keeps the room of a picture until there is one.
  const place = h('div', { class: 'view' }, h('div', { class: 'stage' }));
  const room = boxSize(place);
  const width = () => room.now().width || 800;
  const size = () => ({ width: width(), height: room.now().height || 400 });
  /** @type {ViewContext['look']} */
  const look = (scale) =>
    paper
      ? { dark: paper === 'dark', scale }
      : {
          dark: theme() === 'dark',
          scale: scale * letters(),
          page: pageLook(),
        };
  const tabs = VIEWS.map(({ name }, i) =>
    h('button', {
      type: 'button',
      role: 'tab',
      class: 'tab',
      text: t(`ui.view.${name}`),
      title: `${t(`ui.view.${name}`)} (${(i + 1) % 10})`,
      'data-control': `view-${name}`,
      on: { click: () => set({ view: name }), pointerenter: () => void foresee(name) },
    }),
  );
  const list = h(
    'div',
    { class: 'tabs', role: 'tablist', 'aria-label': t('ui.views') },
    ...GROUPS.map((group) =>
      h(
        'div',
        { class: 'tab-group', role: 'presentation' },
        // A tab alone says as much as its caption would.
        group === 'model'
          ? null
          : h('span', { class: 'tab-caption', 'aria-hidden': 'true', text: t(`ui.tabs.${group}`) }),
        ...tabs.filter((_, i) => VIEWS[i].group === group),
      ),
    ),
  );
  /** A view may be asked for next. If it cannot be fetched now, the click says so. @param {string} name */
  const foresee = (name) => fetchView(name).catch(() => {});
  VIEWS.forEach(({ name }, i) => hideable(`tabs.${name}`, tabs[i]));
  hideable('tabs', list);
  hideable('inspector', inspect.element);
  list.addEventListener('keydown', (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -VIEWS.length, End: VIEWS.length }[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    // Starts from the view last asked for: keys come faster than pictures.
    const { view, hide } = wanted();
    const hidden = hiddenBy(hide);
    const seen = VIEWS.filter(({ name }) => name === view || !hidden.has(`tabs.${name}`));
    const next = seen[Math.min(seen.length - 1, Math.max(0, seen.indexOf(viewOf(view)) + step))];
    tabs[VIEWS.indexOf(next)].focus();
    set({ view: next.name });
  });

  /** The view shown; made when it is first asked for. */
  function view() {
    let made = views.get(shown);
    if (!made) {
      const { quiet, unadvised } = { quiet: () => hushed.quiet, unadvised: () => hushed.quiet || hushed.unadvised };
      made = makerOf(shown)({ ...context, point, pointed: () => pointed, quiet, unadvised, look });
      views.set(shown, made);
      if (made.style) adoptMore(/** @type {ShadowRoot} */ (place.getRootNode()), shown.name, made.style);
    }
    return made;
  }
  /** @param {ViewKind} next */
  function choose(next) {
    tabs.forEach((tab, i) => {
      tab.setAttribute('aria-selected', String(VIEWS[i] === next));
      tab.tabIndex = VIEWS[i] === next ? 0 : -1;
    });
    inspect.element.hidden = next.inspects === false;
  }
  /** Puts a view into the place. @param {ViewKind} next */
  function put(next) {
    const begins = place.dataset.view === undefined;
    shown = next;
    const { element } = view();
    const held = place.matches(':focus-within');
    // Named, but no landmark of its own beside that of all views.
    element.setAttribute('role', 'group');
    place.replaceChildren(element);
    // A person who came by a key goes on with keys.
    if (held)
      /** @type {HTMLElement|null} */ (element.querySelector('[tabindex="0"]'))?.focus({ preventScroll: true });
    place.dataset.view = next.name;
    choose(next);
    // On a narrow screen the tabs are longer than their row. The first tab stands where it is: to ask would make the browser lay out
    // the page before its picture is drawn.
    const tab = tabs[VIEWS.indexOf(next)];
    if (!begins || next !== VIEWS[0])
      list.scrollLeft = tab.offsetLeft - list.offsetLeft - (list.clientWidth - tab.offsetWidth) / 2;
  }
  choose(viewOf(wanted().view));

  /** The answer to the question of the view shown. */
  const answer = () =>
    frame && state && shown.ask?.(state, size())?.kind === frame.answer?.kind ? frame.answer : null;

  /** Points at a value of the data; null at none. @param {number|null} x */
  function point(x) {
    pointed = x;
    mark();
  }
  function mark() {
    if (!frame) return;
    const steps = inspect.update(frame, pointed);
    view().mark?.(steps, inspect.words());
  }

  /**
   * Draws the picture on paper: null where there is none.
   * @template T @param {'light'|'dark'} onto the theme of the paper @param {(picture: import('../plot/types.js').Picture) => T} draw @returns {T|null}
   */
  function drawn(onto, draw) {
    const picture = frame && view().picture;
    if (!picture) return null;
    paper = onto;
    try {
      return draw(picture);
    } finally {
      paper = null;
      // What lies over the picture depends on where it was painted last.
      picture.draw();
    }
  }

  /** What pictures keep to themselves: while a question is open its numbers, while a challenge is what they would recommend. @param {{quiet: boolean, unadvised: boolean}} now */
  function hush(now) {
    if (same(hushed, now)) return;
    hushed = now;
    if (frame && state) view().update(frame, state, answer());
  }

  return {
    tabs: list,
    element: h('section', { class: 'views', 'aria-label': t('ui.views') }, place, inspect.element),
    /**
     * Fetches what has to be there before a state is shown: the maker of the view, and the whole wasm unless this is what a first visit
     * shows, generated data in the first view.
     * @param {State} next @returns {Promise<unknown>}
     */
    fetch({ view, data }) {
      const first = viewOf(view) === VIEWS[0] && referenceOf(data) === null;
      return Promise.all([fetchView(view), first ? null : context.drawing().whole?.()]);
    },
    /** Puts the view of a first visit into its place before there is a frame: so its picture stands where it will stay. */
    async hold() {
      if (viewOf(wanted().view) !== VIEWS[0]) return;
      await foresee(VIEWS[0].name);
      if (makerOf(VIEWS[0]) && place.isConnected && place.dataset.view === undefined) put(VIEWS[0]);
    },
    /** The question of a state's view. @param {State} next */
    question: (next) => viewOf(next.view).ask?.(next, size()) ?? null,
    /** How many bins a histogram should have here. */
    bins: () => histogramBins(width()),
    /** Tables of what the picture shows. */
    tables: () => (frame && state ? (view().tables?.(frame, state) ?? []) : []),
    /** The view on paper: its picture as SVG, or its table. @param {{width: number, height: number, quiet?: boolean}} size quiet: as while a question is open @returns {Element|null} */
    printed({ width, height, quiet = false }) {
      const before = hushed;
      // Paper says no more than the page does.
      hush({ quiet: quiet || before.quiet, unadvised: quiet || before.unadvised });
      try {
        return (
          drawn(theme(), (picture) => picture.svg({ width, height })) ??
          /** @type {HTMLElement|undefined} */ (view().board?.cloneNode(true)) ??
          null
        );
      } finally {
        hush(before);
      }
    },
    drawn,
    hush,
    /** Draws the picture again, where only its look has changed. */
    redraw: () => frame && view().picture?.draw(),
    /** Stops what plays. */
    pause: () => frame && view().pause?.(),
    /** Whether there is a picture. */
    pictured: () => frame !== null && view().picture !== undefined,
    /** The data behind what is shown. @returns {import('../export/types.js').Sheet[]} */
    sheets: () =>
      frame ? [histogramSheet(frame), ...(shown.sheets?.(frame, answer()) ?? []), ...(view().sheets?.() ?? [])] : [],
    settled: () => (frame && view().settled?.()) ?? Promise.resolve(),
    /** Chooses a view by its number, from 1. @param {number} number */
    choose(number) {
      const chosen = VIEWS[number - 1];
      if (chosen) set({ view: chosen.name });
      return chosen !== undefined;
    },
    /** @param {Frame} nextFrame @param {State} nextState */
    update(nextFrame, nextState) {
      frame = nextFrame;
      state = nextState;
      const next = viewOf(state.view);
      if (shown !== next || place.dataset.view === undefined) put(next);
      const now = view();
      now.update(frame, state, answer());
      mark();
    },
    dispose() {
      for (const made of views.values()) made.dispose();
      room.dispose();
    },
  };
}
