// A lesson on paper. Widths are those of a page of A4 within margins of 10 mm (www/dialogs/hand-out/fitting.js).

export const handOut = /* css */ `
/* On paper nothing else is to be seen. */
.handing-out > :not(.hand-out) { display: none; }
.hand-out { position: relative; padding-block: 12px; }
.hand-out:focus { outline: none; }
.scribe { position: absolute; top: 0; left: -3000px; width: 1100px; height: 800px; overflow: hidden; visibility: hidden; }
.paper { max-width: 749px; margin-inline: auto; color: #1b1e23; background: #fff; padding: 16px; }
.sheet { --air: 6px; --gap: 0.4em; --picture: 345px; --large: 430px; font-size: 12.5px; line-height: 1.35; }
.sheet[data-size='small'] { --picture: 325px; --large: 400px; font-size: 12px; line-height: 1.3; }
.sheet[data-size='smaller'] { --picture: 305px; --large: 370px; font-size: 11.5px; line-height: 1.24; --air: 3px; --gap: 0.22em; }
.answers { break-before: page; }
.sheet h1 { font-size: 1.4em; line-height: 1.25; padding-bottom: 3px; }
.leaf { break-inside: avoid; display: grid; grid-template-columns: var(--picture) minmax(0, 1fr); gap: 4px 16px; padding-block: var(--air); border-top: 1px solid #c3c8cf; }
.leaf.large { grid-template-columns: var(--large) minmax(0, 1fr); }
.leaf.plain { grid-template-columns: minmax(0, 1fr); }
.leaf > figure { margin: 0; min-width: 0; }
.leaf > .said { display: grid; gap: var(--gap); align-content: start; min-width: 0; }
.leaf h2 { display: flex; gap: 0.6em; font-size: 1.05em; line-height: 1.25; margin: 0; }
.leaf .answer { font-weight: 650; }
.leaf figure > svg { display: block; width: 100%; height: auto; }
.strings { display: flex; flex-wrap: wrap; gap: 0 10px; font-size: 0.78em; }
.strings .a { color: #006aa6; }
.strings .b { color: #b04d00; }
.paper code { font: 0.95em ui-monospace, 'SF Mono', Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.boxes { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: 2px 18px; }
.boxes li::before { content: '☐'; margin-inline-end: 6px; }
.leaf > .frames { grid-column: 1 / -1; columns: 2; column-gap: 24px; margin: 0; padding-inline-start: 1.8em; font-size: 0.92em; }
.frames li { break-inside: avoid; }
.drawing-room { display: block; width: 100%; max-width: 345px; height: auto; fill: #1b1e23; }
.drawing-room .axis { fill: none; stroke: #1b1e23; stroke-width: 1; }
.drawing-room .grid { fill: none; stroke: #c3c8cf; stroke-width: 0.7; }
.drawing-room text { font-variant-numeric: tabular-nums; }
.paper .hint { color: #5c636e; }
/* What is hidden on the page while a question is open may be told here, but not where it is asked. */
.paper .topic * { visibility: visible; }
.paper .quiet :is(.says, .padding-says, .bias-says, .batch-facts) { display: none; }
.paper .topic { font-size: 0.88em; gap: 4px; }
.paper .topic :is(th, td) { padding-inline: 2px; white-space: normal; }
/* A view's table without what is worked with. */
.paper .survey, .paper .choices, .paper .timing { display: none; }
@media screen {
  .answers { margin-top: 32px; }
  @container (max-width: 760px) {
    .sheet:not(.as-printed) .leaf { grid-template-columns: minmax(0, 1fr); }
  }
}
@media print {
  .hand-out > .row { display: none; }
  .hand-out { padding: 0; }
  .paper { max-width: none; padding: 0; }
}
`;
