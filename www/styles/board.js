// The scoreboard: on a wide page each measure is a column, on a phone a row.

export const board = /* css */ `
.verdict { min-height: 1.4em; min-width: 0; font-size: 1.07em; font-weight: 550; }
.columns > .verdict { padding-block: 8px 4px; border-top: 1px solid var(--rule); }
.scoreboard { display: grid; gap: 6px; min-width: 0; }
.measures { display: grid; grid-template-columns: minmax(4.6em, 0.7fr) repeat(3, minmax(0, 1fr)); }
.measure-row { display: contents; }
.measure-row > * { padding: 4px 8px 4px 0; border-bottom: 1px solid var(--rule); min-width: 0; overflow-wrap: anywhere; }
.measure { color: var(--muted); font-size: 0.93em; }
button.name { min-height: 0; padding: 0; border: 0; background: none; text-align: inherit; white-space: normal; cursor: help; text-decoration: underline dotted var(--strong-rule); text-underline-offset: 3px; }
button.name:hover, button.name:focus-visible { color: var(--ink); background: none; }
[data-control='measure-rounding_sse']::before, [data-control='measure-clipping_sse']::before { content: ''; display: inline-block; width: 0.75em; height: 0.75em; margin-inline-end: 5px; border: 1px solid currentColor; }
[data-control='measure-rounding_sse']::before { background: currentColor; }
[data-control='measure-clipping_sse']::before, .error-share.clipping { background: repeating-linear-gradient(135deg, currentColor 0 1.5px, transparent 1.5px 4px); }
.split { display: flex; width: 100%; min-width: 5em; height: 0.95em; margin-block: 0.2em; border: 1px solid currentColor; border-radius: 2px; overflow: hidden; }
.split.a { color: var(--a); }
.split.b { color: var(--b); }
.error-share.rounding { background: currentColor; }
.explanation { min-height: 2.8em; color: var(--muted); font-size: 0.93em; }
.explanation b { color: var(--ink); font-weight: 600; }
/* In sight while the board is; what it lies over can be touched through it. */
.explanation.said { position: sticky; bottom: 0; padding-block: 4px; background: var(--background); pointer-events: none; }
button.unfold { justify-self: start; padding-inline: 0; color: var(--muted); font-size: 0.93em; }
.unfold::before { content: '▾ '; }
.unfold[aria-expanded='false']::before { content: '▸ '; }
.measures.more.folded { display: none; }
.number, .head > :not(.measure) { text-align: end; white-space: nowrap; }
.head .a, .number.a { color: var(--a-text); }
.head .b, .number.b { color: var(--b-text); }
.head > * { font-weight: 700; }
.number.delta { color: var(--ink); }
.number.better { font-weight: 750; }
.number.better::before { content: '▸ '; font-size: 0.8em; }
.behind summary { cursor: pointer; color: var(--muted); font-size: 0.93em; }
.tables.scroll { max-height: none; }
.tables { display: flex; flex-wrap: wrap; gap: 12px 40px; padding: 8px 0; align-items: start; }
.tables table { border-collapse: collapse; font-size: 0.93em; }
.tables caption { text-align: start; font-weight: 600; padding-bottom: 4px; }
.tables th { text-align: end; font-weight: 500; color: var(--muted); }
.tables th, .tables td { padding: 2px 0 2px 18px; }
.tables td { text-align: end; border-top: 1px solid var(--rule); }

@container (max-width: 559px) {
  .measures { grid-template-columns: minmax(5.6em, 0.8fr) repeat(3, minmax(0, 1fr)); }
  .number { font-size: 0.86em; }
  .more .number { white-space: normal; }
  .measure-row > * { padding-inline-end: 4px; }
  .number.better::before { content: '▸'; }
}
@container (min-width: 900px) {
  .explanation { min-height: 1.5em; }
  .measures:not(.more) { grid-template-columns: none; grid-template-rows: repeat(4, auto); grid-auto-flow: column; grid-auto-columns: auto; }
  .measures:not(.more) .measure-row > * { padding-inline: 14px 0; text-align: end; }
  .measures:not(.more) .head > * { padding-inline: 0; text-align: start; }
  .verdict { font-size: 1.12em; }
}
/* What was set moves; what is dragged follows at once. */
@media (prefers-reduced-motion: no-preference) {
  .quant-scope:not(.moving) .error-share { transition: width 150ms; }
}
@media (pointer: coarse) {
  button.name { min-height: 44px; min-width: 44px; }
  .measures .number, .measures .measure { align-content: center; padding-block: 0; }
}
/* Wide enough for every measure to be a column. */
@container (min-width: 1340px) {
  button.unfold { display: none; }
  .measures.more, .measures.more.folded { display: grid; grid-template-columns: none; grid-template-rows: repeat(4, auto); grid-auto-flow: column; grid-auto-columns: auto; font-size: 0.93em; }
  .measures.more .measure-row > * { padding-inline: 10px 0; text-align: end; }
  .measures.more .head > * { padding-inline: 0; text-align: start; }
}
`;
