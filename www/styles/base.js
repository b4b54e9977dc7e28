// Colours, type and the layout: phone first, then wider. The colours are those of the pictures (src/figure/theme.rs).

export const base = /* css */ `
:host {
  display: block;
  container-type: inline-size;
  /* A container has no width of its own: in a row of flex, in a table and in a float it would have none. */
  contain-intrinsic-inline-size: min(70rem, 100vw - 2rem);
  min-inline-size: 0;
  max-inline-size: 100%;
}
.quant-scope {
  /* No style of the page around reaches inside, but for what decides whether the element is seen and can be used. */
  all: initial;
  display: block;
  visibility: inherit;
  pointer-events: inherit;
  forced-color-adjust: inherit;
  --background: #fff;
  --raised: #f6f7f8;
  --ink: #1b1e23;
  --muted: #5c636e;
  --rule: #d5d9de;
  --strong-rule: #9aa1ab;
  --a: #0072b2;
  --a-text: #006aa6;
  --b: #d55e00;
  --b-text: #b04d00;
  --problem: #a4001d;
  --warning: #7a4a00;
  --warning-ground: #fff4e0;
  color-scheme: light;
  position: relative;
  box-sizing: border-box;
  /* English and Chinese run from left to right, as numbers and axes do, whatever the direction of the page. */
  direction: ltr;
  text-align: start;
  min-height: 100%;
  /* Where the host is a column, as on the page of our own, the element fills it. */
  flex: 1 0 auto;
  padding: 0 12px 12px;
  background: var(--background);
  color: var(--ink);
  font: 14px/1.4 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif;
  font-variant-numeric: tabular-nums;
}
.quant-scope[data-theme='dark'] {
  --background: #14161a;
  --raised: #1d2025;
  --ink: #f1f3f5;
  --muted: #a3abb6;
  --rule: #33383f;
  --strong-rule: #6b737e;
  --a: #3fa2e0;
  --a-text: #62b5ea;
  --b: #f08034;
  --b-text: #f59755;
  --problem: #ff8f9b;
  --warning: #ffcf87;
  --warning-ground: #33270f;
  color-scheme: dark;
}
/* The ground of the page around shows through, unless the page gives another (www/element/page-look.js). */
.quant-scope[data-ground='page'] { background: transparent; }
*, *::before, *::after { box-sizing: border-box; }
[hidden] { display: none !important; }
/* The rules of a slide are fetched when one is shown. */
.slide-head, .slide-numbers, .slide-nav { display: none; }
.waiting.presenting { visibility: hidden; }
h1, h2, p, dl, dd { margin: 0; }
.title { font-size: 1.2em; font-weight: 650; letter-spacing: -0.01em; }
h2 { font-size: 1em; font-weight: 650; }
.visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.skip:focus { z-index: 10; width: auto; height: auto; padding: 4px 10px; clip-path: none; background: var(--background); color: var(--ink); }
.row { display: flex; gap: 6px; align-items: center; }
.hint { color: var(--muted); font-size: 0.9em; }
.a .letter, .letter.a { color: var(--a-text); }
.b .letter, .letter.b { color: var(--b-text); }
:focus-visible { outline: 2px solid var(--a); outline-offset: 2px; }

[aria-disabled='true'] { opacity: 0.4; cursor: default; }
.history { gap: 0; }
.history .icon { width: 16px; height: 16px; display: block; margin: auto; fill: none; stroke: currentColor; stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round; }
.history [data-control='redo'] .icon { transform: scaleX(-1); }

.top-bar { display: flex; flex-wrap: wrap; gap: 4px 14px; align-items: center; padding: 3px 0; }
.top-tools { display: contents; }
.top-bar .actions { margin-inline-start: auto; flex-wrap: wrap; justify-content: flex-end; }
.chips { display: flex; flex-wrap: wrap; gap: 4px 8px; align-items: baseline; min-width: 0; order: 3; width: 100%; }
.chip { font: 0.9em/1.5 ui-monospace, 'SF Mono', Menlo, Consolas, monospace; overflow-wrap: anywhere; white-space: pre-wrap; }
.chip.data { color: var(--muted); }
.chip.a { color: var(--a-text); font-weight: 600; }
.chip.b { color: var(--b-text); font-weight: 600; }
.versus { color: var(--muted); font-size: 0.9em; }

/* Narrow: one column, in which the picture stays at the top while the controls pass beneath it. */
.columns { display: flex; flex-direction: column; gap: 10px; }
.main, .views, .view, .view > section { display: contents; }
.tabs { order: -8; }
.progress { order: -5; }
.tools, .transport { order: -6; }
.stage { order: -5; position: sticky; z-index: 3; background: var(--background); }
.outlying, .says, .survey, .advice, .schemes-list, .batch-facts { order: -4; }
.inspector { order: -4; }
.columns > .verdict { order: -3; }
.scoreboard { order: 1; }
.behind { order: 2; }
.waiting .columns { opacity: 0.35; }
/* What there is to say comes with the first frame, and in its final place; the picture has its place before. */
.blank :is(.chips, .panel, .controls, .scoreboard, .verdict, .inspector, .tables) { visibility: hidden; }
.instead { display: block; }
.instead::slotted(*) { max-width: 100%; }
.failure { padding: 16px 0 8px; max-width: 46em; font-size: 1.07em; }

.notices { display: grid; gap: 4px; }
.notice { display: flex; justify-content: space-between; gap: 8px; align-items: baseline; margin-bottom: 4px; padding: 4px 4px 4px 10px; background: var(--warning-ground); color: var(--warning); border-inline-start: 3px solid currentColor; }
.notice span { overflow-wrap: anywhere; }
.notice.problem { color: var(--problem); }

/* It lies on the top of the picture and takes no room: nothing moves when it comes and goes. */
.progress { position: sticky; top: 0; z-index: 6; display: flex; gap: 10px; align-items: center; justify-content: center; height: 32px; margin-bottom: -42px; padding: 2px 6px; background: var(--background); }
.drop-hint { display: none; }
.dropping .drop-hint { display: grid; place-items: center; position: absolute; inset: 6px; z-index: 9; border: 2px dashed var(--a); background: color-mix(in srgb, var(--background) 82%, transparent); font-size: 1.6em; pointer-events: none; }

dialog { max-width: min(44em, calc(100% - 16px)); max-height: calc(100% - 24px); overscroll-behavior: contain; border: 1px solid var(--rule); border-radius: 6px; padding: 18px 22px; background: var(--background); color: var(--ink); }
dialog::backdrop { background: rgb(0 0 0 / 0.35); }
.help dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 18px; margin: 12px 0; }
.help dt { font-weight: 600; }
.help h3 { margin: 16px 0 4px; font-size: 1em; font-weight: 650; }
.options { border-collapse: collapse; font-size: 0.93em; margin-top: 6px; }
.options th { text-align: start; vertical-align: baseline; font-weight: 400; white-space: nowrap; padding: 2px 14px 2px 0; }
.options th[colspan] { padding-top: 8px; color: var(--muted); border-bottom: 1px solid var(--rule); }
.options td { padding: 2px 0; }
.options code { font: 0.95em ui-monospace, 'SF Mono', Menlo, Consolas, monospace; }
/* Its ground reaches to the edges by shadows: margins that reach there make some browsers scroll sideways. */
dialog .heading { position: sticky; top: -18px; margin: -18px 0 8px; padding: 12px 0 8px; background: var(--background); box-shadow: -22px 0 var(--background), 22px 0 var(--background); }

@container (max-width: 559px) {
  .top-bar .actions { flex-wrap: wrap; gap: 0; }
  .actions button.quiet { min-width: 28px; padding-inline: 4px; }
}
@container (min-width: 560px) {
  .chips { order: 0; width: auto; flex: 1 1 20em; }
}
/* The panels and the picture say them, too. */
@container (max-width: 559px) {
  .chips { display: none; }
}
@container (max-width: 420px) {
  .top-bar .actions { gap: 2px; }
  .top-bar button { padding-inline: 6px; }
}
@container (max-width: 340px) {
  .top-bar .actions { gap: 0; }
}
/* What is focused or scrolled to comes to lie below the picture. */
@container (max-width: 899px) {
  .controls *, .panel.data * { scroll-margin-block: calc(var(--stuck) + 4.5em) 1em; }
}
@container (min-width: 900px) {
  .columns {
    display: grid;
    grid-template: 'lesson lesson' 'data data' 'tabs tabs' 'controls main' 'verdict verdict' 'board board' 'behind behind' / 300px minmax(0, 1fr);
    gap: 0 18px;
  }
  .lesson { grid-area: lesson; }
  .panel.data { grid-area: data; }
  .tabs { grid-area: tabs; }
  .controls { grid-area: controls; }
  .main { grid-area: main; display: block; position: relative; min-width: 0; }
  .columns > .verdict { grid-area: verdict; }
  .scoreboard { grid-area: board; }
  .behind { grid-area: behind; }
  .views, .view > section { display: grid; gap: 4px; min-width: 0; }
  .view { display: block; min-width: 0; }
  .stage { position: relative; background: none; }
  .lesson, .tabs, .tools, .transport, .batch-facts, .stage, .outlying, .says, .survey, .advice, .schemes-list, .inspector, .columns > .verdict, .scoreboard, .behind, .progress { order: 0; }
  .progress { position: absolute; inset-inline: 11em 17em; top: 0; margin: 0; }
}
@container (min-width: 1500px) {
  .quant-scope { font-size: 15px; padding: 0 20px 16px; }
  .columns { grid-template-columns: 320px minmax(0, 1fr); gap: 0 24px; }
}
@container (min-width: 2000px) {
  .quant-scope { font-size: 18px; }
  .columns { grid-template-columns: 400px minmax(0, 1fr); }
}
@media (prefers-reduced-motion: no-preference) {
  .columns { transition: opacity 150ms; }
}
@media (forced-colors: active) {
  .quant-scope { forced-color-adjust: auto; }
  .stage, .split, .bar { forced-color-adjust: none; }
  .split { color: CanvasText !important; }
  .split .rounding, .bar { background: CanvasText !important; }
  .choice input:checked + span { forced-color-adjust: none; background: Highlight !important; color: HighlightText; }
  .tensor[aria-selected='true'], .schemes tr.best, .line[aria-pressed='true'] { outline: 2px solid Highlight; outline-offset: -2px; }
}
@media screen {
  .on-paper { display: none; }
}
@media print {
  .controls, .panel.data, .tabs, .tools, .transport, .choices, .take, .actions, .notices, .unfold, .explanation, .skip, .lesson-ways, [data-control='lessons'], .advice button, .known, .drift button, .topic button, .schemes-list { display: none !important; }
  .columns { display: block; }
  .main { position: static; }
  .chips { display: flex; }
  .columns > .verdict { position: static !important; }
  .stage { position: static; height: auto !important; min-height: 0 !important; break-inside: avoid; }
  .stage > :not(.on-paper) { display: none; }
  .on-paper { display: block; width: 100%; height: auto; }
  .inspector { min-height: 0; }
  .inspector:not(:has(.step)) { display: none; }
  .quant-scope .schemes :is(th, td) { white-space: normal; }
  .scroll { max-height: none; overflow: visible; }
  .measures, .verdict, .says { break-inside: avoid; }
}
`;
