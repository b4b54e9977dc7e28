// The views of one state, one of which is shown: tabs to choose it, and what is pointed at, which every view marks.
//
// A view is made when it is first shown, and is updated only while it is shown. A new view is one file in this folder
// and one line here; its name is a choice of the state's key `view`, its title the text `ui.view.NAME`.

import { frameSheets } from '../export/sheets.js';
import { partOf } from '../state/hide.js';
import { h } from '../controls/dom.js';
import { inspector } from '../panels/inspector.js';
import { VIEWS } from '../state/state.js';
import { blocksView } from './blocks/index.js';
import { boxSize } from '../plot/box-size.js';
import { codesView } from './codes/index.js';
import { comparisonView } from './remedies/index.js';
import { errorsView } from './errors/index.js';
import { gridView } from './grid/index.js';
import { integersView } from './integers/index.js';
import { streamView } from './stream/index.js';
import { sweepsView } from './sweeps/index.js';
import { tradeOffView } from './tradeoff/index.js';

/** @typedef {import('../types.js').Frame} Frame */
/** @typedef {import('../types.js').State} State */
/** @typedef {import('../types.js').View} View */
/** @typedef {import('../types.js').ViewContext} ViewContext */

/** @type {Record<string, (context: ViewContext) => View>} */
const MAKERS = {
  grid: gridView,
  errors: errorsView,
  codes: codesView,
  blocks: blocksView,
  sweeps: sweepsView,
  tradeoff: tradeOffView,
  comparison: comparisonView,
  stream: streamView,
  integers: integersView,
};

/** How much larger the letters of a picture are when it is presented, where there is room for it. */
const PRESENTED = 1.45;
const WIDE = 900;

/** @param {import('../types.js').PartContext} context */
export function stage(context) {
  const { t, set, theme, wanted } = context;
  /** @type {Map<string, View>} */
  const views = new Map();
  /** @type {Frame|null} */
  let frame = null;
  /** @type {State|null} */
  let state = null;
  /** @type {number|null} the value pointed at */
  let pointed = null;
  let shown = '';
  /** The theme of what is drawn for a file; null on the page. @type {'light'|'dark'|null} */
  let paper = null;

  const inspect = inspector(context);
  // Room for a picture, until there is one.
  const place = h('div', { class: 'view' }, h('div', { class: 'stage' }));
  const room = boxSize(place);
  const width = () => room.now().width || 800;
  /** @type {ViewContext['look']} */
  const look = (scale) =>
    paper
      ? { dark: paper === 'dark', scale }
      : { dark: theme() === 'dark', scale: scale * (wanted().present === 'on' && width() >= WIDE ? PRESENTED : 1) };
  const tabs = VIEWS.map((name, i) =>
    h('button', {
      type: 'button',
      role: 'tab',
      class: 'tab',
      text: t(`ui.view.${name}`),
      title: `${t(`ui.view.${name}`)} (${i + 1})`,
      'data-control': `view-${name}`,
      on: { click: () => set({ view: name }) },
    }),
  );
  const list = h('div', { class: 'tabs', role: 'tablist', 'aria-label': t('ui.views') }, ...tabs);
  partOf('tabs', list);
  partOf('inspector', inspect.element);
  list.addEventListener('keydown', (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -VIEWS.length, End: VIEWS.length }[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    // From the one asked for: keys come faster than pictures.
    const next = Math.min(VIEWS.length - 1, Math.max(0, VIEWS.indexOf(wanted().view) + step));
    tabs[next].focus();
    set({ view: VIEWS[next] });
  });

  /** @param {string} name @returns {View} */
  function view(name) {
    let made = views.get(name);
    if (!made) {
      made = MAKERS[name]({
        ...context,
        point,
        pointed: () => pointed,
        look,
        size: () => ({ width: width(), height: room.now().height || 400 }),
      });
      views.set(name, made);
    }
    return made;
  }

  /** Points at a value of the data; null at none. @param {number|null} x */
  function point(x) {
    pointed = x;
    mark();
  }
  function mark() {
    if (!frame) return;
    const steps = inspect.update(frame, pointed);
    view(shown).mark(steps, inspect.words());
  }

  /**
   * Draws the picture on paper: null where there is none.
   * @template T @param {'light'|'dark'} onto the theme of the paper @param {(picture: import('../types.js').Picture) => T} draw @returns {T|null}
   */
  function drawn(onto, draw) {
    const { picture } = view(shown);
    if (!picture) return null;
    paper = onto;
    try {
      return draw(picture);
    } finally {
      paper = null;
      // What lies over the picture on the page goes by what was painted last.
      picture.draw();
    }
  }

  return {
    element: h('section', { class: 'views', 'aria-label': t('ui.views') }, list, place, inspect.element),
    /** What the frame of a state needs beside the schemes, for the view it shows. @param {State} next */
    part: (next) => view(next.view).part?.(next) ?? null,
    /** How many bins a histogram should have here. */
    bins: () => Math.min(600, Math.max(100, Math.round(width() / 100) * 50)),
    /** Tables of what the picture shows. */
    tables: () => (frame && state ? view(shown).tables(frame, state) : []),
    /** What paper shows of the view: its picture as SVG, or its table. @param {{width: number, height: number}} size @returns {Element|null} */
    printed: (size) =>
      drawn(theme(), (picture) => picture.svg(size)) ??
      /** @type {HTMLElement|undefined} */ (view(shown).board?.cloneNode(true)) ??
      null,
    drawn,
    /** Stops what plays. */
    pause: () => view(shown).pause?.(),
    /** Whether there is a picture. */
    pictured: () => frame !== null && view(shown).picture !== undefined,
    /** The data behind what is shown. @returns {import('../types.js').Sheet[]} */
    sheets: () => (frame ? [...frameSheets(frame, shown), ...(view(shown).sheets?.() ?? [])] : []),
    settled: () => view(shown).settled?.() ?? Promise.resolve(),
    /** Chooses a view by its number, from 1. @param {number} number */
    choose(number) {
      const name = VIEWS[number - 1];
      if (name) set({ view: name });
      return name !== undefined;
    },
    /** @param {Frame} nextFrame @param {State} nextState */
    update(nextFrame, nextState) {
      frame = nextFrame;
      state = nextState;
      const now = view(state.view);
      if (shown !== state.view) {
        shown = state.view;
        const held = place.matches(':focus-within');
        place.replaceChildren(now.element);
        // Who has come by a key goes on with keys.
        if (held)
          /** @type {HTMLElement|null} */ (now.element.querySelector('[tabindex="0"]'))?.focus({ preventScroll: true });
        place.dataset.view = shown;
        tabs.forEach((tab, i) => {
          tab.setAttribute('aria-selected', String(VIEWS[i] === shown));
          tab.tabIndex = VIEWS[i] === shown ? 0 : -1;
        });
        // On a narrow screen the tabs are longer than their row.
        const tab = tabs[VIEWS.indexOf(shown)];
        list.scrollLeft = tab.offsetLeft - list.offsetLeft - (list.clientWidth - tab.offsetWidth) / 2;
        inspect.element.hidden = now.inspects === false;
      }
      now.update(frame, state);
      mark();
    },
    dispose() {
      for (const made of views.values()) made.dispose();
      room.dispose();
    },
  };
}
