// Questions of lessons: guesses, drawn ones, challenges and walks.

export const guess = /* css */ `
.question { display: grid; gap: 6px; max-width: 62em; align-content: start; min-width: 0; }
.ask { font-weight: 600; }
.question > button { justify-self: start; }
.guesses { display: grid; gap: 2px; }
.guesses label { display: flex; gap: 8px; align-items: baseline; padding: 3px 8px; border-radius: 4px; cursor: pointer; }
.guesses label:hover { background: var(--background); }
.guesses .right { font-weight: 650; background: var(--background); }
.guesses .wrong span:not(.mark) { text-decoration: line-through; }
.guess { align-items: start; }
.guess .track { display: grid; flex: 1 1 auto; max-width: 26em; }
.guess .ends { display: flex; justify-content: space-between; color: var(--muted); font-size: 0.86em; }
.guess .value { min-width: 5.5em; padding-top: 2px; }
.guess .untouched { appearance: none; -webkit-appearance: none; height: 6px; margin: 8px 0; border-radius: 3px; background: var(--rule); cursor: pointer; }
.guess .untouched::-webkit-slider-thumb { -webkit-appearance: none; width: 0; height: 0; }
.guess .untouched::-moz-range-thumb { width: 0; height: 0; border: 0; opacity: 0; }
.measured { font-weight: 650; }

.drawing { position: relative; width: 100%; max-width: 40em; height: 15em; background: var(--background); outline: 1px solid var(--rule); border-radius: 4px; }
.drawn { position: absolute; inset: 0; display: block; width: 100%; height: 100%; user-select: none; -webkit-user-select: none; }
.drawn[role='group'] { cursor: crosshair; touch-action: none; }
.drawn text { fill: var(--ink); font-size: 12px; }
.drawn .axis { fill: var(--muted); }
.drawn .rule { stroke: var(--rule); }
.drawn .data { fill: var(--strong-rule); stroke: none; }
.drawn .band, .drawn .spot { fill: transparent; }
.drawn .point { outline: none; }
.drawn .point:focus-visible :is(.band, .spot) { fill: var(--muted); fill-opacity: 0.15; stroke: var(--ink); }
.drawn [hidden] { display: none; }
.drawn .guess-line { fill: none; stroke: var(--muted); stroke-width: 2; stroke-dasharray: 5 4; }
.drawn .dot { fill: var(--background); stroke: var(--muted); stroke-width: 2; }
.drawn .limit { stroke: var(--muted); stroke-width: 2.5; stroke-dasharray: 5 4; }
.drawn .stretch { fill: var(--muted); fill-opacity: 0.25; }
.drawn .true-stretch { fill: none; stroke: var(--ink); stroke-width: 2; }
.drawn .truth path { fill: none; stroke: var(--ink); stroke-width: 2.5; }
.drawn .truth .dot { fill: var(--ink); stroke: var(--ink); }
.drawn .truth-line { stroke: var(--ink); stroke-width: 2.5; }
.drawn .gaps line { stroke: var(--strong-rule); stroke-width: 4; }
.key { display: flex; flex-wrap: wrap; gap: 2px 18px; }
.key span::before { content: ''; display: inline-block; width: 26px; margin-inline-end: 6px; vertical-align: middle; border-top: 2.5px solid var(--ink); }
.key .key-guess::before { border-top: 2.5px dashed var(--muted); }

.code-guess { display: flex; flex-wrap: wrap; gap: 4px; }
.code-guess button, .code-guess .code { min-width: 34px; min-height: 30px; padding: 1px 6px; text-align: center; }
.code-guess [aria-pressed='true'] { background: var(--muted); color: var(--background); border-color: var(--muted); font-weight: 650; }
.code-guess .code { display: grid; justify-items: center; line-height: 1.2; border: 1px solid var(--rule); border-radius: 4px; color: var(--muted); }
.code-guess .mark { min-height: 1.2em; }
.code-guess .hit { border-color: var(--ink); color: var(--ink); font-weight: 650; }
.code-guess .missed { border: 2px dashed var(--ink); color: var(--ink); }
.code-guess .wrong { border-color: var(--problem); color: var(--problem); text-decoration: line-through; }

.goals { list-style: none; margin: 0; padding: 0; display: grid; gap: 3px; }
.goals li { display: flex; flex-wrap: wrap; gap: 2px 10px; align-items: baseline; color: var(--muted); }
.goals .met { color: var(--ink); font-weight: 650; }

.walk { display: grid; gap: 4px; align-content: start; }
.walk button { min-width: 3em; }
.walk-text { line-height: 1.5; min-height: 3em; max-width: 62em; }
.walk-place { min-width: 8em; text-align: center; }

/* What a question asks must not stand beside it. */
.guessing .scoreboard, .guessing .columns > .verdict, .guessing .behind, .guessing .says, .guessing .advice-row, .guessing .shows, .guessing .padding-says, .guessing .bias-says, .guessing .batch-facts { visibility: hidden; }
/* The share that a scheme clips is measured, too, and so is how its range was found. */
.guessing .scheme :is([data-control$='-percentile'] ~ output, .gist, .formula, .remarks) { visibility: hidden; }
/* Whom a challenge asks finds a way without the page's advice. */
.challenged .advice-row, .challenged .known, .challenged .comparison-view .says, .challenged .comparison-view .reasons { display: none; }

@media (pointer: coarse) {
  .guesses label { min-height: 44px; align-items: center; }
  .question button, .walk button, .lesson-ways button, .code-guess .code { min-height: 44px; min-width: 44px; }
  .guess .untouched { margin: 19px 0; }
}
@container (min-width: 900px) {
  /* The text beside what is asked: both are in sight together with the picture. */
  .lesson:has(> :is(.question, .walk):not([hidden])) { grid-template: 'head head' auto 'told doing' auto 'ways doing' 1fr / minmax(0, 1fr) minmax(0, 1fr); column-gap: 28px; }
  .lesson:has(> .question:not([hidden])):has(> .walk:not([hidden])) { grid-template: 'head head' auto 'told doing' auto 'walk doing' auto 'ways doing' 1fr / minmax(0, 1fr) minmax(0, 1fr); }
  .lesson:has(> :is(.question, .walk):not([hidden])) > .lesson-head { grid-area: head; }
  .lesson:has(> :is(.question, .walk):not([hidden])) > .told { grid-area: told; }
  .lesson:has(> :is(.question, .walk):not([hidden])) > .lesson-ways { grid-area: ways; align-self: end; }
  .lesson > :is(.question, .walk):not([hidden]) { grid-area: doing; }
  .lesson:has(> .question:not([hidden])) > .walk { grid-area: walk; }
  /* A challenge is about B, on these data: its controls are in sight. */
  .lesson:not([hidden]):has(.goals) ~ .panel.data, .lesson:not([hidden]):has(.goals) ~ .controls > .scheme.a { display: none; }
}
`;
