// The teacher's window beside a slide: the text of the step, the notes, what comes next, and a clock.
//
// The page opens an empty window and writes it through the DOM, so that it also works from a file and from the one file that holds
// everything. Its style is a constructed sheet, which a strict policy allows. It outlives a layout in another language: the next layout
// takes it over.

import { button } from '../../controls/controls.js';
import { h, setText } from '../../controls/dom.js';
import { placeOf } from './slide.js';

/** @typedef {import('./panel.js').Told} Told */

const STYLE = /* css */ `
:root { color-scheme: light; --ground: #fff; --ink: #1b1e23; --muted: #5c636e; --rule: #d5d9de; }
:root[data-theme='dark'] { color-scheme: dark; --ground: #14161a; --ink: #f1f3f5; --muted: #a3abb6; --rule: #33383f; }
*, *::before, *::after { box-sizing: border-box; }
html, body { height: 100%; margin: 0; }
body { display: flex; flex-direction: column; background: var(--ground); color: var(--ink); font: 18px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif; font-variant-numeric: tabular-nums; }
header, footer { display: flex; flex-wrap: wrap; gap: 6px 18px; align-items: baseline; padding: 10px 20px; }
header { border-bottom: 1px solid var(--rule); color: var(--muted); font-size: 0.85em; }
header .clock { margin-inline-start: auto; color: var(--ink); font-size: 1.4em; font-weight: 600; white-space: nowrap; }
main { flex: 1 1 0; overflow: auto; padding: 12px 20px 20px; outline-offset: -2px; }
h1 { margin: 0 0 10px; font-size: 1.3em; line-height: 1.25; }
h2 { margin: 18px 0 2px; color: var(--muted); font-size: 0.8em; font-weight: 600; }
p { margin: 0; max-width: 44em; white-space: pre-line; }
footer { border-top: 1px solid var(--rule); gap: 10px; }
button { min-height: 44px; padding: 0 18px; border: 1px solid var(--muted); border-radius: 4px; background: none; color: inherit; font: inherit; cursor: pointer; }
header button { min-height: 30px; padding: 0 10px; border-color: var(--rule); }
button[aria-disabled='true'] { opacity: 0.4; cursor: default; }
`;
const SIZE = 'popup,width=800,height=760';
const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** The window of each element. @type {WeakMap<Element, Window>} */
const opened = new WeakMap();
/** When presenting began, by element. @type {WeakMap<Element, number>} */
const beginnings = new WeakMap();

/**
 * @param {object} options
 * @param {import('../../i18n/types.js').Translator} options.t
 * @param {() => Element} options.host the element whose slide it is
 * @param {() => 'light'|'dark'} options.theme
 * @param {(by: -1|1) => void} options.go
 * @param {(event: KeyboardEvent) => void} options.onKey keys do here what they do on the slide
 */
export function notesWindow({ t, host, theme, go, onKey }) {
  /** What this layout has written in the window. @type {ReturnType<typeof written>|null} */
  let page = null;
  /** What is said of the step. @type {Told|null} */
  let said = null;
  /** @type {AbortController|null} */
  let life = null;

  /** @param {Window & typeof globalThis} win */
  function written(win) {
    const place = h('span');
    const time = h('span', { class: 'clock', role: 'timer' });
    const began = h('span', { class: 'began' });
    const reset = button({ text: t('notes.reset'), name: 'notes-reset', onClick: () => begin() });
    const headline = h('h1', { 'aria-live': 'polite' });
    const [text, notes, next] = [h('p', { class: 'text' }), h('p', { class: 'notes' }), h('p', { class: 'next' })];
    const nextTitle = h('h2', { text: t('notes.next') });
    const ways = /** @type {const} */ ([-1, 1]).map((by) => {
      const way = button({
        text: by < 0 ? `‹ ${t('ui.slide.back')}` : `${t('ui.slide.next')} ›`,
        name: by < 0 ? 'notes-back' : 'notes-next',
        onClick: () => way.getAttribute('aria-disabled') !== 'true' && go(by),
      });
      return way;
    });
    const { document } = win;
    document.title = t('notes.title');
    document.documentElement.lang = t.lang;
    document.documentElement.dataset.theme = theme();
    const sheet = new win.CSSStyleSheet();
    sheet.replaceSync(STYLE);
    document.adoptedStyleSheets = [sheet];
    document.body.replaceChildren(
      h('header', {}, place, began, reset, time),
      h('main', { tabIndex: 0 }, headline, text, h('h2', { text: t('notes.teacher') }), notes, nextTitle, next),
      h('footer', {}, ...ways),
    );

    function begin() {
      beginnings.set(host(), Date.now());
      tick();
    }
    function tick() {
      const now = new Date();
      setText(time, now.toLocaleTimeString(t.lang, { hour: '2-digit', minute: '2-digit' }));
      const since = beginnings.get(host()) ?? now.getTime();
      setText(began, t('notes.since', { minutes: Math.floor((now.getTime() - since) / MINUTE) }));
    }
    return {
      tick,
      /** Whether it is still in its window, which a person may have loaded anew. */
      stands: () => document === win.document,
      /** @param {Told} told */
      update(told) {
        setText(place, placeOf(t, told));
        setText(headline, told.headline);
        setText(text, told.text);
        setText(notes, told.notes);
        nextTitle.hidden = told.ways.next === null;
        setText(next, told.ways.next === null ? t('ui.slide.end') : told.next);
        ways[0].setAttribute('aria-disabled', String(!told.ways.back));
        ways[1].setAttribute('aria-disabled', String(told.ways.next === null));
      },
    };
  }

  /** Writes the window, and lets it follow this layout. @param {Window} win */
  function write(win) {
    life?.abort();
    life = new AbortController();
    const { signal } = life;
    page = written(/** @type {Window & typeof globalThis} */ (win));
    const clock = setInterval(() => (page?.stands() ? page.tick() : again()), SECOND);
    signal.addEventListener('abort', () => clearInterval(clock));
    win.document.addEventListener('keydown', onKey, { signal });
    // The window that wrote it goes, and nobody would follow the slide any more.
    globalThis.addEventListener('pagehide', () => win.close(), { signal });
    page.tick();
    if (said) page.update(said);
  }
  /** Writes it anew, or forgets it once a person has closed it. */
  function again() {
    const win = current();
    if (win) write(win);
    else close();
  }
  /** The window that is open. @returns {Window|null} */
  function current() {
    const win = opened.get(host());
    return win && !win.closed ? win : null;
  }
  function close() {
    current()?.close();
    opened.delete(host());
    life?.abort();
    page = null;
  }

  return {
    /** Opens the window, or brings it to the front; false where the browser does not let it. */
    open() {
      const win = current();
      if (win) {
        win.focus();
        return true;
      }
      const fresh = globalThis.open('', '', SIZE);
      if (!fresh) return false;
      opened.set(host(), fresh);
      write(fresh);
      return true;
    },
    /** Shows what is said of the step, or closes with the slide. @param {Told|null} told @param {boolean} presenting */
    update(told, presenting) {
      said = told;
      if (!presenting) beginnings.delete(host());
      else if (!beginnings.has(host())) beginnings.set(host(), Date.now());
      const win = current();
      if (!win) return;
      if (!presenting) close();
      else if (!page?.stands()) write(win);
      else if (told) page.update(told);
    },
    /** Another layout takes the window over, unless the element is gone. */
    dispose() {
      if (!host().isConnected) close();
      life?.abort();
      page = null;
    },
  };
}
