// The budget of a model: the curve beside the table, then the plan as text and what it may choose from.

import { gripStyle } from '../../../plot/target-handle.js';

export const budgetStyle = /* css */ `${gripStyle}
.model-budget { display: grid; gap: 8px; min-width: 0; }
.model-budget[hidden] { display: none; }
.model-budget > .hint, .model-budget h2 { margin: 0; max-width: 62em; }
.model-budget .says { min-height: 2.8em; max-width: 62em; }
.model-budget .stage { position: relative; top: 0; min-height: 360px; }
.budget-used { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
.budget-used caption { text-align: start; color: var(--muted); padding-block: 6px 2px; }
.budget-used :is(th, td) { padding: 3px 10px 3px 0; text-align: end; font-weight: normal; border-bottom: 1px solid var(--rule); }
.budget-used th:first-child { text-align: start; }
.budget-used thead th { color: var(--muted); }
.budget-used .share { position: relative; min-width: 7em; }
.budget-used .bar { position: absolute; inset-block: 3px; inset-inline-start: 8px; max-inline-size: calc(100% - 8px); background: color-mix(in srgb, var(--ink) 14%, transparent); }
.budget-used .share span:not(.bar) { position: relative; }
.plan-texts summary { cursor: pointer; }
.plan-texts[open] > * { margin-block: 4px; }
.model-budget textarea { width: 100%; box-sizing: border-box; font: 0.93em/1.4 ui-monospace, 'SF Mono', Menlo, Consolas, monospace; background: var(--background); color: var(--ink); border: 1px solid var(--strong-rule); border-radius: 4px; padding: 6px; }
.budget-choices { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 3fr) minmax(0, 4fr); gap: 8px 28px; align-items: start; border-top: 1px solid var(--rule); padding-top: 8px; }
.budget-formats, .budget-sums { display: grid; grid-template-columns: minmax(0, 1fr); gap: 6px; }
.budget-formats .row { flex-wrap: wrap; }
.budget-sums .control { grid-template-columns: minmax(0, 1fr); }
.budget-rules { border: 0; margin: 0; padding: 0; min-width: 0; display: grid; gap: 4px; }
.budget-rules legend { padding: 0 0 4px; }
.budget-rule { display: flex; gap: 8px; align-items: baseline; min-height: 24px; }
.model-view .tools [aria-pressed='true'] { background: var(--raised); border-color: var(--ink); }
@media (pointer: coarse) {
  .budget-rule { min-height: 44px; align-items: center; }
}
@container (max-width: 899px) {
  .budget-choices { grid-template-columns: minmax(0, 1fr); }
}
`;
