// What all views share: the tabs, the picture and what lies over it, tables of schemes, the inspector. Each view has its own rules in
// its folder.

export const picture = /* css */ `
.tabs { display: flex; flex-wrap: wrap; gap: 2px 14px; border-bottom: 1px solid var(--rule); }
.tab-group { display: flex; flex-wrap: wrap; align-items: baseline; gap: 2px; }
.tab-caption { color: var(--muted); font-size: 0.79em; text-transform: uppercase; letter-spacing: 0.06em; }
.tab { flex: none; padding: 6px 12px 5px; border: 0; border-bottom: 3px solid transparent; border-radius: 0; background: none; color: var(--muted); font: inherit; cursor: pointer; }
.tab:hover { color: var(--ink); }
.tab[aria-selected='true'] { color: var(--ink); font-weight: 650; border-bottom-color: var(--ink); }
.tab:focus-visible { outline-offset: -2px; }
.place { fill: none; stroke: var(--ink); stroke-width: 2; paint-order: stroke; outline: 1px solid var(--background); outline-offset: 1px; }
.ring { fill: none; stroke: var(--ink); stroke-width: 2; }
.scroll { overflow: auto; max-height: 26em; }
.schemes { border-collapse: collapse; font-size: 0.93em; width: 100%; }
.schemes thead th { position: sticky; top: 0; background: var(--background); }
.schemes th, .schemes td { text-align: end; padding: 2px 0 2px 14px; white-space: nowrap; font-weight: 400; }
.schemes th:first-child { text-align: start; padding-inline-start: 4px; }
.schemes tbody tr { border-top: 1px solid var(--rule); }
.schemes tr.best { font-weight: 700; background: var(--raised); }
.schemes button { min-height: 24px; padding: 0 8px; }
.schemes button.a { color: var(--a-text); font-weight: 700; }
.schemes button.b { color: var(--b-text); font-weight: 700; }
.survey { min-height: 30px; color: var(--muted); }
.survey progress { width: 10em; }
.says { min-height: 1.4em; white-space: pre-line; }
.tools { justify-content: space-between; flex-wrap: wrap; min-height: 32px; }
.tools .control { grid-template-columns: auto auto; align-items: center; flex: 0 0 auto; }
.tools .control > .segments { grid-column: auto; }
.zoom button { min-width: 32px; padding-inline: 6px; }
/* Of a picture that is higher than the part of the window that it may take, the lower end stays in sight. */
.columns { --stuck: clamp(240px, calc(0.46 * var(--quant-scope-window, 100vh)), 440px); }
.stage { --own: var(--stuck); height: var(--own); top: min(0px, calc(var(--stuck) - var(--own))); flex: none; touch-action: pan-y; user-select: none; -webkit-user-select: none; }
.plot { position: absolute; inset: 0; cursor: crosshair; }
.plot.choosing { cursor: pointer; }
.plot canvas { position: absolute; inset: 0; width: 100%; height: 100%; display: block; }
.plot:focus-visible { outline-offset: -2px; }
.overlay { position: absolute; inset: 0; width: 100%; height: 100%; pointer-events: none; }
.overlay [hidden] { display: none; }
.way { stroke-width: 2; }
.way.a, .to.a { stroke: var(--a); }
.way.b, .to.b { stroke: var(--b); }
.from { fill: var(--ink); stroke: var(--background); }
.to { fill: var(--background); stroke-width: 2.5; }
.cursor { stroke: var(--ink); stroke-width: 1; stroke-dasharray: 2 3; }
.brush { fill: var(--muted); fill-opacity: 0.18; stroke: var(--muted); }

.inspector { display: grid; gap: 2px; min-height: 5.4em; padding: 4px 0; font-size: 0.97em; align-content: start; }
.inspected { color: var(--muted); }
.arithmetic { display: flex; flex-wrap: wrap; gap: 0 14px; }
.arithmetic .letter { font-weight: 750; }
.tag { padding-inline: 6px; border: 1px solid currentColor; border-radius: 3px; font-size: 0.95em; }
.arithmetic.a .tag { color: var(--a-text); }
.arithmetic.b .tag { color: var(--b-text); }

@media (pointer: coarse) {
  .zoom { gap: 0; }
  .zoom button { min-width: 44px; }
}
@container (min-width: 900px) {
  /* What is above it, the inspector, and the numbers of A and B under it. */
  .columns { --stage-height: clamp(320px, calc(var(--quant-scope-window, 100vh) - 19.4em), 1400px); }
  .stage { height: var(--stage-height); }
  /* What is said under the picture takes its room from it, so that the numbers of A and B stay in sight. */
  .view > .fits { display: flex; flex-direction: column; height: var(--stage-height); min-height: max-content; }
  .views:has(> .inspector[hidden]) .fits { height: calc(var(--stage-height) + 1.8em); }
  .fits > .stage { flex: 1 1 0; height: auto; min-height: 400px; }
  .inspector { display: flex; flex-wrap: wrap; gap: 0 20px; min-height: 1.6em; padding: 2px 0; }
  .tabs { padding-top: 0; }
}
/* The tools of a picture stand in the row of the tabs: with little room for both, the tabs are narrower. */
@container (min-width: 1200px) and (max-width: 1339px) {
  .tabs { column-gap: 10px; }
  .tab { padding-inline: 9px; }
}
@container (min-width: 1200px) {
  /* In the row of the tabs, beside them. */
  .grid-view > .tools, .errors-view > .tools, .codes-view > .tools, .blocks-view > .tools { position: absolute; z-index: 1; inset-inline-end: 0; bottom: 100%; }
  .grid-view > .tools .caption, .errors-view > .tools .caption, .codes-view > .tools .caption, .blocks-view > .tools .caption { display: none; }
}
@media (forced-colors: active) {
  .tab { border-bottom-color: Canvas; }
  .tab[aria-selected='true'] { border-bottom-color: Highlight; }
}
@container (max-width: 385px) {
  .tabs .tab { padding-inline: 4px; }
  .zoom { flex-wrap: wrap; }
}
@container (max-width: 899px) {
  /* The sentence on both schemes stays under the picture while the controls pass. */
  .columns > .verdict { position: sticky; top: var(--stuck); z-index: 3; background: var(--background); border-top: 0; border-bottom: 1px solid var(--rule); }
  .columns:not(:has(.stage:not([hidden], .timing-stage))) > .verdict { top: 0; }
  .tabs { gap: 2px; }
  .tab-group { display: contents; }
  .tab-caption { display: none; }
}
@media (max-height: 559px) {
  .columns > .verdict { position: static !important; }
}
@container (max-width: 559px) {
  /* Low, so that the verdict under it is in the first screen; it grows with a value's arithmetic. */
  .inspector { font-size: 0.9em; min-height: 3.6em; }
  .tab { padding: 4px 7px 3px; }
  .tools .caption { display: none; }
  .tools .control { flex: 0 1 auto; }
  .tools .short { grid-template-columns: auto minmax(4em, 8em); }
}
`;
