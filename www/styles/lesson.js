// The course: the list of lessons, a lesson beside the picture, and presenting.

export const lesson = /* css */ `
.lessons { list-style: none; counter-reset: lesson; margin: 10px 0 0; padding: 0; display: grid; gap: 2px; min-width: min(30em, 80vw); }
.lessons li { counter-increment: lesson; }
.lessons button { width: 100%; display: grid; grid-template-columns: 2em 1fr auto; gap: 8px; align-items: baseline; text-align: start; white-space: normal; padding: 6px 8px; }
.lessons button::before { content: counter(lesson); color: var(--muted); text-align: end; }

.lesson { order: -9; display: grid; gap: 6px; padding: 10px 14px; background: var(--raised); border-inline-start: 3px solid var(--ink); border-radius: 4px; min-width: 0; }
/* It takes the focus so that its keys are heard; it is nothing to press. */
.lesson:focus { outline: none; }
.lesson-head { flex-wrap: wrap; align-items: baseline; }
.lesson-head .aside { margin-inline-start: auto; }
.step-text { font-size: 1.1em; line-height: 1.5; max-width: 62em; min-height: 3em; }
.lesson .notes { max-width: 62em; padding-inline-start: 10px; border-inline-start: 2px solid var(--strong-rule); white-space: pre-line; }
.question { display: grid; gap: 6px; max-width: 62em; }
.ask { font-weight: 600; }
.guesses { display: grid; gap: 2px; }
.guesses label { display: flex; gap: 8px; align-items: baseline; padding: 3px 8px; border-radius: 4px; cursor: pointer; }
.guesses label:hover { background: var(--background); }
.guesses .right { font-weight: 650; background: var(--background); }
.guesses .wrong span { text-decoration: line-through; }
.guess input { max-width: 26em; }
.guess .value { min-width: 6em; }
.measured { font-weight: 650; }
.goals { list-style: none; margin: 0; padding: 0; display: grid; gap: 3px; }
.goals li { display: flex; gap: 10px; align-items: baseline; color: var(--muted); }
.goals .met { color: var(--ink); font-weight: 650; }
.goals code { font: 0.93em ui-monospace, 'SF Mono', Menlo, Consolas, monospace; }
.question > button { justify-self: start; }
.lesson-ways button { min-width: 4em; }
/* What a question asks must not stand beside it. */
.guessing .scoreboard, .guessing .behind, .guessing .says, .guessing .advice, .guessing .shows { visibility: hidden; }

.presenting { font-size: 19px; padding: 12px 24px; }
.presenting .top-bar, .presenting .controls, .presenting .tabs, .presenting .tools, .presenting .notices, .presenting .behind, .presenting .measures.more, .presenting .lesson .aside { display: none; }
.presenting .columns { display: grid; grid-template-columns: minmax(0, 1fr); }
.presenting .stage { height: clamp(300px, 44vh, 640px); }
.presenting .inspector { min-height: 0; }
.presenting .lesson { cursor: pointer; background: none; border: 0; padding: 0; }
.presenting .step-text { font-size: 1.25em; }
@container (max-width: 559px) {
  .presenting { font-size: 16px; padding: 8px 14px; }
  .top-bar [data-control='present'] { display: none; }
}
`;
