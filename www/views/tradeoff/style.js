// The Trade-off view: the advice, the list of schemes, and the grip at the end of the target's line.

import { gripStyle } from '../../plot/target-handle.js';

export const style = /* css */ `${gripStyle}
.advice { display: grid; gap: 4px; padding: 6px 0; max-width: 62em; }
.advice .reasons { display: grid; gap: 3px; }
/* Room for a scheme and its note, so that a row of a table below stays under the pointer that points at it. */
.tradeoff-view .says { min-height: 2.8em; }
.tradeoff-view .advice-row { display: grid; gap: 4px 28px; grid-template-columns: minmax(0, 6fr) minmax(0, 7fr); align-items: start; }
.tradeoff-view .tools .short input { width: 5em; }
.advice-row, .known { order: -4; }
.strip .hint { overflow-wrap: anywhere; }
.levels, .known { padding: 6px 0; }
.levels .strips { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 6px 18px; }
.strip { margin: 0; min-width: 0; }
.strip svg { display: block; width: 100%; height: 132px; margin: 4px 0; overflow: visible; }
.strip .value { fill: var(--strong-rule); }
.strip .error { fill: var(--ink); }
.strip .decoded { stroke: var(--ink); stroke-width: 2; vector-effect: non-scaling-stroke; }
.strip .base { stroke: var(--rule); stroke-width: 1; vector-effect: non-scaling-stroke; }
.known table { width: 100%; border-collapse: collapse; }
.known th, .known td { text-align: start; padding: 3px 12px 3px 0; border-bottom: 1px solid var(--rule); vertical-align: baseline; }
.known thead th, .known .note { color: var(--muted); font-weight: normal; }
.known .number { white-space: nowrap; font-variant-numeric: tabular-nums; }
.known .unit { display: none; }
.known td.row { display: table-cell; white-space: nowrap; }
.schemes-list summary { cursor: pointer; color: var(--muted); font-size: 0.93em; }
.schemes-list[open] > * { margin-block: 4px; }
.schemes-list textarea { width: 100%; font: 0.93em/1.4 ui-monospace, 'SF Mono', Menlo, Consolas, monospace; background: var(--background); color: var(--ink); border: 1px solid var(--strong-rule); border-radius: 4px; padding: 6px; }
.sort { border: 0; background: none; color: var(--muted); }
[aria-sort='ascending'] .sort::after { content: ' ▴'; }
[aria-sort='descending'] .sort::after { content: ' ▾'; }
@container (max-width: 559px) {
  .tradeoff-view .tools .caption { display: inline; }
  .tradeoff-view .advice-row { grid-template-columns: minmax(0, 1fr); }
  .levels .strips { grid-template-columns: minmax(0, 1fr); }
  .strip svg { height: 96px; }
  .known thead { position: absolute; clip-path: inset(50%); }
  .known tr { display: grid; grid-template-columns: auto 1fr auto; gap: 2px 14px; align-items: baseline; border-bottom: 1px solid var(--rule); padding: 4px 0; }
  .known tbody :is(th, td) { border: 0; padding: 0; }
  .known tbody th { grid-column: 1 / 3; }
  .known tbody td.row { grid-area: 1 / 3; }
  .known tbody .note { grid-column: 1 / 4; }
  .known .unit { display: inline; }
}
@container (min-width: 900px) {
  .advice-row, .known { order: 0; }
}
`;
