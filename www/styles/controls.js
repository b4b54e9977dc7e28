// Panels and their controls: few boxes, native inputs.

export const controls = /* css */ `
.controls { display: grid; gap: 12px; align-content: start; min-width: 0; }
.panel { display: grid; gap: 6px; padding-top: 8px; border-top: 1px solid var(--rule); min-width: 0; }
.panel.a { border-top: 3px solid var(--a); }
.panel.b { border-top: 3px solid var(--b); }
.panel .letter { font-size: 1.14em; font-weight: 750; }
.control { display: grid; grid-template-columns: 6.2em minmax(0, 1fr); gap: 1px 8px; align-items: center; min-width: 0; flex: 1 1 auto; }
.control.slider { grid-template-columns: 6.2em minmax(0, 1fr) minmax(5.2em, max-content); }
.control > label, .control > .caption { line-height: 1.15; }
.slider output { text-align: end; }
.control > label, .control > .caption { color: var(--muted); font-size: 0.9em; }
.control > output { font-size: 0.9em; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 14px; }
.control.short { grid-template-columns: auto minmax(0, 1fr); }
.short input { width: 100%; min-width: 3.5em; }

input, select, button { font: inherit; color: inherit; }
input[type='text'], input[type='number'], input[type='search'], textarea, select, button {
  min-height: 28px;
  padding: 1px 8px;
  border: 1px solid var(--strong-rule);
  border-radius: 4px;
  background: var(--background);
}
select { width: 100%; text-overflow: ellipsis; }
button { cursor: pointer; white-space: nowrap; }
button:hover { background: var(--raised); }
button.quiet { border-color: transparent; background: none; min-width: 30px; }
button.quiet:hover { border-color: var(--rule); background: var(--raised); }
input[type='range'] { width: 100%; height: 22px; margin: 0; accent-color: var(--muted); }
.panel.a input { accent-color: var(--a); }
.panel.b input { accent-color: var(--b); }
input.notation { flex: 1; min-width: 0; width: 100%; font: 0.93em/1.5 ui-monospace, 'SF Mono', Menlo, Consolas, monospace; }
.panel.a .notation { color: var(--a-text); font-weight: 600; }
.panel.b .notation { color: var(--b-text); font-weight: 600; }
input[aria-invalid='true'] { border-color: var(--problem); outline: 1px solid var(--problem); }
.error { color: var(--problem); font-size: 0.9em; overflow-wrap: anywhere; }
.warning { color: var(--warning); font-size: 0.9em; overflow-wrap: anywhere; }
.heading .quiet { font-size: 0.9em; color: var(--muted); }

.segments { display: flex; border: 1px solid var(--strong-rule); border-radius: 4px; overflow: hidden; }
.choice { flex: 1 1 auto; position: relative; cursor: pointer; text-align: center; }
.choice + .choice { border-inline-start: 1px solid var(--rule); }
.choice input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: pointer; }
.choice span { display: block; padding: 3px 5px; min-height: 26px; font-size: 0.9em; white-space: nowrap; }
.choice input:checked + span { background: var(--muted); color: var(--background); font-weight: 600; }
.panel.a .choice input:checked + span { background: var(--a); }
.panel.b .choice input:checked + span { background: var(--b-text); }
.choice input:focus-visible + span { outline: 2px solid var(--ink); outline-offset: -3px; }

.formula, .gist { contain: content; display: grid; gap: 8px; padding: 8px 10px; background: var(--raised); border-radius: 4px; min-width: 0; }
.how[open] + .gist { display: none; }
.formula .step { display: grid; gap: 2px; min-width: 0; }
.formula .step + .step { padding-top: 7px; border-top: 1px solid var(--rule); }
.sentence, .found { font-size: 0.9em; color: var(--muted); line-height: 1.35; overflow-wrap: anywhere; }
.equation { overflow-x: auto; overflow-y: hidden; line-height: 1.5; padding-block: 1px; }
.examples { display: flex; flex-wrap: wrap; gap: 0 16px; }
/* The interface's own letters, slanted: letters of a mathematical font are not everywhere. Scripts stay legible. */
math { font-family: inherit; font-size: 1em; }
math .variable { font-style: italic; }
msub > :nth-child(2), msup > :nth-child(2) { font-size: 0.8em; math-depth: 0; }
msup > :nth-child(2) { position: relative; top: 0.3em; }
msub > :nth-child(2) { position: relative; top: 0.15em; }
mfrac > * { padding-block: 1px; font-size: 1em; math-depth: 0; }
msup msub > :nth-child(2) { font-size: 1em; }
.remarks:empty { margin-top: -6px; }
.remarks { margin: 0; padding: 0; list-style: none; display: grid; gap: 3px; }
.remarks li { padding-inline-start: 8px; border-inline-start: 3px solid currentColor; color: var(--warning); font-size: 0.9em; line-height: 1.35; overflow-wrap: anywhere; }
.generator { display: grid; gap: 8px; }
.more summary { cursor: pointer; color: var(--muted); font-size: 0.9em; padding-block: 2px; }
.more > :not(summary) { margin-top: 6px; }
.block-chooser { display: grid; gap: 3px; }
.block-chooser .row { align-items: end; }
.heading h2 { flex: 1; }
.facts { overflow-wrap: anywhere; }

.files, .raw-form, .axis-choice { display: grid; gap: 4px; min-width: 0; }
.files .caption { color: var(--muted); font-size: 0.9em; }
.tensor-list { max-height: 15em; overflow-y: auto; overscroll-behavior: contain; border: 1px solid var(--rule); border-radius: 4px; }
.tensor-list .file { position: sticky; top: 0; z-index: 1; display: flex; gap: 8px; justify-content: space-between; padding: 3px 8px; background: var(--raised); font-size: 0.9em; font-weight: 600; overflow-wrap: anywhere; }
.tensor-list .file .hint { font-weight: 400; white-space: nowrap; }
.tensor { display: grid; padding: 3px 8px; line-height: 1.25; cursor: pointer; overflow-wrap: anywhere; }
.tensor + .tensor { border-top: 1px solid var(--rule); }
.tensor .name { font-size: 0.93em; }
.tensor.unreadable .name { color: var(--muted); }
.tensor:hover { background: var(--raised); }
.tensor[aria-selected='true'] { background: var(--raised); box-shadow: inset 3px 0 var(--ink); }
.tensor[aria-selected='true'] .name { font-weight: 600; }
.tensor-list:focus-visible .tensor.active { outline: 2px solid var(--ink); outline-offset: -2px; }
.unread { padding: 3px 8px; }
.unread .hint { overflow-wrap: anywhere; }
.raw-form .row { align-items: end; flex-wrap: wrap; }
.paste textarea { width: 100%; resize: vertical; font: 0.93em/1.5 ui-monospace, 'SF Mono', Menlo, Consolas, monospace; }

@media (pointer: coarse) {
  input[type='text'], input[type='number'], input[type='search'], select, button { min-height: 38px; }
  input[type='range'] { height: 34px; }
  .choice span { padding-block: 8px; }
}
`;
