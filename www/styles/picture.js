// The picture, what lies over it, and the inspector under it.

export const picture = /* css */ `
.tabs { display: flex; flex-wrap: wrap; gap: 2px; border-bottom: 1px solid var(--rule); }
.tab { flex: none; padding: 6px 12px 5px; border: 0; border-bottom: 3px solid transparent; border-radius: 0; background: none; color: var(--muted); font: inherit; cursor: pointer; }
.tab:hover { color: var(--ink); }
.tab[aria-selected='true'] { color: var(--ink); font-weight: 650; border-bottom-color: var(--ink); }
.tab:focus-visible { outline-offset: -2px; }
.plot[data-zoomed] { touch-action: none; }
.place { fill: none; stroke: var(--ink); stroke-width: 2; paint-order: stroke; outline: 1px solid var(--background); outline-offset: 1px; }
.chosen-line { fill: none; stroke: var(--ink); stroke-width: 1.5; }
.key-tick { fill: var(--ink); stroke: var(--ink); }
.key-value { fill: var(--ink); font-size: 12px; font-variant-numeric: tabular-nums; }
.outlying, .outlying .row { flex-wrap: wrap; gap: 4px 8px; }
.outlying { min-height: 32px; }
.outlying .line { min-height: 28px; padding-inline: 8px; }
.line[aria-pressed='true'] { border-color: var(--ink); box-shadow: inset 0 0 0 1px var(--ink); }
.blocks-view .says { display: grid; align-content: start; min-height: 4.6em; }
.blocks-view .says .a { color: var(--a-text); }
.blocks-view .says .b { color: var(--b-text); }
.ring { fill: none; stroke: var(--ink); stroke-width: 2; }
.advice { display: grid; gap: 4px; padding: 6px 0; max-width: 62em; }
.advice .reasons { display: grid; gap: 3px; }
.schemes-list summary { cursor: pointer; color: var(--muted); font-size: 0.93em; }
.schemes-list[open] > * { margin-block: 4px; }
.schemes-list textarea { width: 100%; font: 0.93em/1.4 ui-monospace, 'SF Mono', Menlo, Consolas, monospace; background: var(--background); color: var(--ink); border: 1px solid var(--strong-rule); border-radius: 4px; padding: 6px; }
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
.sort { border: 0; background: none; color: var(--muted); }
[aria-sort='ascending'] .sort::after { content: ' ▴'; }
[aria-sort='descending'] .sort::after { content: ' ▾'; }
.survey { min-height: 30px; color: var(--muted); }
.survey progress { width: 10em; }
.transport { flex-wrap: wrap; }
.transport input { flex: 1 1 10em; min-width: 6em; }
.transport [data-control='stream-play'] { min-width: 6.5em; }
.transport output { min-width: 9em; text-align: end; font-size: 0.93em; }
.batch-facts { display: grid; gap: 4px; min-width: 0; }
.batch-facts .says { order: 0; }
.stream-table { border-collapse: collapse; font-size: 0.93em; width: 100%; }
.stream-table caption { text-align: start; padding-bottom: 2px; }
.stream-table th, .stream-table td { padding: 2px 0 2px 14px; text-align: end; white-space: nowrap; font-weight: 400; }
.stream-table thead th { color: var(--muted); }
.stream-table thead [colspan] { border-bottom: 1px solid var(--rule); }
.stream-table tbody tr { border-top: 1px solid var(--rule); }
.stream-table tbody th { text-align: start; padding-inline-start: 0; }
/* The lines of the picture (src/figure/stream.rs, its theme). */
.line-key { margin-inline-end: 8px; vertical-align: middle; }
.line-key line { stroke: var(--ink); stroke-width: 1; }
.line-key.first line { stroke: #5e2b8a; stroke-width: 2; stroke-dasharray: 7 5; }
.line-key.average line { stroke: #0f5f3a; stroke-width: 2.5; }
.line-key.dynamic line { stroke: var(--muted); stroke-width: 1.5; stroke-dasharray: 2 1.6; }
[data-theme='dark'] .line-key.first line { stroke: #d2a8f0; }
[data-theme='dark'] .line-key.average line { stroke: #8fe0b0; }
.says { min-height: 1.4em; }
.tools { justify-content: space-between; flex-wrap: wrap; min-height: 32px; }
.tools .control { grid-template-columns: auto auto; align-items: center; flex: 0 0 auto; }
.tools .control > .segments { grid-column: auto; }
.zoom button { min-width: 32px; padding-inline: 6px; }
.stage { height: clamp(240px, calc(0.42 * var(--quant-scope-window, 100vh)), 400px); flex: none; touch-action: pan-y; user-select: none; -webkit-user-select: none; }
.plot { position: absolute; inset: 0; cursor: crosshair; }
.plot.choosing { cursor: pointer; }
.plot canvas { position: absolute; inset: 0; width: 100%; height: 100%; display: block; }
.plot:focus-visible { outline-offset: -2px; }
.overlay { position: absolute; inset: 0; width: 100%; height: 100%; pointer-events: none; }
.overlay [hidden] { display: none; }
.cursor { stroke: var(--ink); stroke-width: 1; stroke-dasharray: 2 3; }
.brush { fill: var(--muted); fill-opacity: 0.18; stroke: var(--muted); }
.way { stroke-width: 2; }
.way.a, .to.a { stroke: var(--a); }
.way.b, .to.b { stroke: var(--b); }
.from { fill: var(--ink); stroke: var(--background); }
.to { fill: var(--background); stroke-width: 2.5; }
.handle { position: absolute; width: 24px; margin-inline-start: -12px; cursor: ew-resize; touch-action: none; border-radius: 4px; }
.handle:hover::after, .handle:focus-visible::after { content: ''; position: absolute; inset: 0 10px; background: currentColor; opacity: 0.45; }
.handle.a { color: var(--a); }
.handle.b { color: var(--b); }
/* A value placed by hand: a grip on the axis, and a line through both panels. */
.point-grip { position: absolute; width: 26px; height: 26px; margin: -7px 0 0 -13px; display: grid; place-items: center; border-radius: 13px; color: var(--ink); cursor: ew-resize; touch-action: none; user-select: none; -webkit-user-select: none; font-size: 18px; line-height: 1; text-shadow: 0 0 3px var(--background), 0 0 3px var(--background); }
.point-grip[hidden] { display: none; }
.point-grip::before { content: ''; position: absolute; left: 50%; bottom: calc(100% - 8px); height: var(--rise); border-inline-start: 1px dashed var(--ink); opacity: 0.5; pointer-events: none; }
.point-grip.away::before { display: none; }
.point-grip:hover, .point-grip:focus-visible { background: var(--raised); outline: 2px solid var(--ink); }

.inspector { display: grid; gap: 2px; min-height: 5.4em; padding: 4px 0; font-size: 0.97em; align-content: start; }
.inspected { color: var(--muted); }
.arithmetic { display: flex; flex-wrap: wrap; gap: 0 14px; }
.arithmetic .letter { font-weight: 750; }
.tag { padding-inline: 6px; border: 1px solid currentColor; border-radius: 3px; font-size: 0.95em; }
.arithmetic.a .tag { color: var(--a-text); }
.arithmetic.b .tag { color: var(--b-text); }

/* Six plots stand above one another: too tall to stay while the controls pass. */
@container (max-width: 899px) {
  .errors-view .stage, .stream-view .stage { position: relative; height: 860px; }
}
/* A grip at the end of the target's line. */
.target-grip { position: absolute; width: 24px; height: 24px; margin: -12px 0 0 -12px; display: grid; place-items: center; border: 1px solid var(--strong-rule); border-radius: 12px; background: var(--background); color: var(--ink); cursor: ns-resize; touch-action: none; user-select: none; -webkit-user-select: none; line-height: 1; }
.target-grip.upright { cursor: ew-resize; }
.target-grip:hover, .target-grip:focus-visible { border-color: var(--ink); }
@container (min-width: 900px) {
  .errors-view .stage, .stream-view .stage { min-height: 470px; }
  .stage { height: clamp(320px, calc(var(--quant-scope-window, 100vh) - 29.9em), 1000px); }
}
@container (min-width: 1340px) {
  .stage { height: clamp(320px, calc(var(--quant-scope-window, 100vh) - 36.3em), 1000px); }
}
/* Beside the controls four plots stand above one another as long as there is no room for two and two. */
@container (min-width: 900px) and (max-width: 1079px) {
  .stream-view .stage { min-height: 780px; }
}
@media (pointer: coarse) {
  .target-grip { width: 36px; height: 36px; margin: -18px 0 0 -18px; border-radius: 18px; }
  .handle { width: 36px; margin-inline-start: -18px; }
  .handle:hover::after, .handle:focus-visible::after { inset-inline: 16px; }
}
@container (max-width: 385px) {
  .tabs .tab { padding-inline: 4px; }
}
@container (max-width: 559px) {
  .inspector { font-size: 0.9em; min-height: 7.5em; }
  .tab { padding: 4px 7px 3px; }
  .tools .caption { display: none; }
  .stream-table th, .stream-table td { padding-inline-start: 9px; }
  .stream-view .tools .caption { display: inline; }
  .tradeoff-view .tools .caption { display: inline; }
  .sweeps-view .stage { height: clamp(320px, calc(0.5 * var(--quant-scope-window, 100vh)), 440px); }
}
`;
