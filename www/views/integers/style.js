// The Integer arithmetic view: the window's tables, the errors, the terms, the times.

export const style = /* css */ `
.topic { order: -5; }
.topic .says { order: 0; }
.choices { flex-wrap: wrap; gap: 6px 16px; min-height: 32px; }
.choices .control { grid-template-columns: auto auto; align-items: center; flex: 0 0 auto; }
.choices .control > .segments { grid-column: auto; }
.tools .own { flex-wrap: wrap; gap: 6px 16px; }
.topic, .padding-topic, .bias-topic, .product-topic, .timing { display: grid; gap: 6px; align-content: start; min-width: 0; }
.integers-view h2 { margin: 8px 0 0; font-size: 1em; }
.integers-view .schemes { width: auto; font-variant-numeric: tabular-nums; }
.integers-view .schemes caption { text-align: start; color: var(--muted); padding-block: 2px; }
.integers-view .scroll { max-height: none; }
.integers-view .hint, .bias-says { max-width: 70em; }
.deviations tr.a td:first-child, .window-sum .a { color: var(--a-text); font-weight: 600; }
.deviations tr.b td:first-child, .window-sum .b { color: var(--b-text); font-weight: 600; }
.deviations :is(td, th):nth-child(-n + 2), .integers-view .schemes :is(td, th):first-child { text-align: start; }
.integers-view .schemes :is(td, th):first-child { padding-inline-start: 0; }
.window-sum { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 4px 24px; align-items: center; min-height: 8.4em; }
.window-sum .where { grid-column: 1 / -1; }
.squares { display: flex; flex-wrap: wrap; gap: 4px 20px; }
.square { border-collapse: collapse; font-variant-numeric: tabular-nums; }
.square caption { color: var(--muted); font-size: 0.9em; white-space: nowrap; }
.square td { border: 1px solid var(--rule); padding: 2px 6px; min-width: 3.4em; text-align: end; }
.square td.pad { font-weight: 700; background: repeating-linear-gradient(135deg, transparent 0 4px, var(--rule) 4px 5px); }
.window-sum .lines, .product-topic .says { display: grid; gap: 2px; font-variant-numeric: tabular-nums; }
.product-topic > .says { min-height: 4.4em; }
.terms td:first-child { white-space: nowrap; }
.terms { min-height: 9em; }
.terms :is(td, th):nth-child(4) { text-align: start; }
.terms :is(td, th):nth-child(2n) { white-space: normal; }
.terms tr.gone { color: var(--muted); }
.terms tr.gone td:nth-child(-n + 3) { text-decoration: line-through; }
.check { display: inline-flex; align-items: center; gap: 6px; min-height: 28px; }
.timing progress { width: 14em; }
.timing .stage { position: relative; height: 300px; min-height: 0; }
.padding-says { margin: 0; }
@container (min-width: 900px) {
  .topic { order: 0; }
  .padding-topic .stage { height: min(calc(var(--stage-height) + 5.8em), calc(66.7cqi - 300px)); }
}
/* The picture stays in sight only as a child of the column in which the controls are. */
@container (max-width: 899px) {
  .topic, .padding-topic { display: contents; }
  .topic > *, .padding-topic > * { order: -5; }
  .padding-topic .stage { --own: 860px; }
}
@container (max-width: 559px) {
  .integers-view .tools .caption, .integers-view .tools .control > label { display: inline; }
  .choices .control { flex: 0 1 auto; }
  .topic .choice span, .integers-view .schemes :is(th, td) { white-space: normal; }
  .integers-view .schemes :is(th, td) { padding-inline-start: 8px; }
  .window-sum { grid-template-columns: minmax(0, 1fr); }
  .square td { min-width: 2.6em; padding-inline: 4px; }
  .squares { gap: 4px 10px; }
}
@media (pointer: coarse) {
  .check { min-height: 44px; }
}
`;
