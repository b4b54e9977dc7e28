// A lesson beside the picture. A slide has its rules in slide.js, and what is guessed in guess.js.

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

/* Beside a text the picture is lower, so that both are in sight. */
@container (min-width: 900px) {
  .quant-scope:not(.presenting) .columns:has(> .lesson:not([hidden])) { --stage-height: clamp(280px, calc(var(--quant-scope-window, 100vh) - 33em), 1000px); }
  .quant-scope:not(.presenting) .columns:has(> .lesson:not([hidden])) .fits > .stage { min-height: 230px; }
}

@container (max-width: 559px) {
  .top-bar [data-control='present'] { display: none; }
}
`;
