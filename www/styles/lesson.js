// The course: a lesson beside the picture, and the hand-out. A slide has its rules in slide.js, and what is guessed in guess.js.

export const lesson = /* css */ `
.lesson { order: -9; display: grid; grid-template-columns: minmax(0, 1fr); gap: 6px; padding: 10px 14px; background: var(--raised); border-inline-start: 3px solid var(--ink); border-radius: 4px; min-width: 0; }
/* It takes the focus so that its keys are heard; it is nothing to press. */
.lesson:focus { outline: none; }
.lesson-head { flex-wrap: wrap; align-items: baseline; }
.lesson-head .aside { margin-inline-start: auto; flex-wrap: wrap; justify-content: flex-end; }
.told { display: grid; gap: 6px; align-content: start; min-width: 0; }
.lesson .headline { margin: 0; font-size: 1.2em; font-weight: 650; line-height: 1.35; max-width: 52em; }
.step-text { font-size: 1.1em; line-height: 1.5; max-width: 62em; min-height: 1.5em; }
.lesson .notes { max-width: 62em; padding-inline-start: 10px; border-inline-start: 2px solid var(--strong-rule); white-space: pre-line; }
.lesson-ways button { min-width: 4em; }

/* On paper: nothing else is to be seen. */
.handing-out > :not(.hand-out) { display: none; }
.hand-out { position: relative; padding-block: 12px; }
.hand-out:focus { outline: none; }
.scribe { position: absolute; top: 0; left: -3000px; width: 1100px; height: 800px; overflow: hidden; visibility: hidden; }
.paper { max-width: 702px; margin-inline: auto; color: #1b1e23; background: #fff; padding: 16px; }
.paper h1 { font-size: 1.6em; }
.paper .leaf { break-inside: avoid; padding-block: 10px; border-top: 1px solid #c3c8cf; display: grid; gap: 6px; }
.paper h2, .paper h3 { font-size: 1em; }
.paper svg { width: 100%; height: auto; }
.paper .strings { display: flex; flex-wrap: wrap; gap: 2px 14px; font-size: 0.86em; }
.paper .strings .a { color: #006aa6; }
.paper .strings .b { color: #b04d00; }
.paper code { font: 0.95em ui-monospace, 'SF Mono', Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.boxes { list-style: none; margin: 0; padding: 0; display: grid; gap: 3px; }
.boxes li::before { content: '☐'; margin-inline-end: 8px; }
.paper .leaf > * { order: 0; min-width: 0; }
/* The open question is on paper, too, but this is the sentence of a table. */
.paper .says { visibility: visible; }
.paper .topic { font-size: 11px; }
/* A view's table without what is worked with. */
.paper .survey, .paper .choices, .paper .timing { display: none; }
.answers { break-before: page; padding-top: 14px; }
@media print {
  .hand-out > .row { display: none; }
  .paper { max-width: none; padding: 0; }
}

/* Beside a text the picture is lower, so that both are in sight. */
@container (min-width: 900px) {
  .quant-scope:not(.presenting) .columns:has(> .lesson:not([hidden])) { --stage-height: clamp(280px, calc(var(--quant-scope-window, 100vh) - 33em), 1000px); }
  .quant-scope:not(.presenting) .columns:has(> .lesson:not([hidden])) .fits > .stage { min-height: 230px; }
}

@container (max-width: 559px) {
  .top-bar [data-control='present'] { display: none; }
}
`;
