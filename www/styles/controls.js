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
/* Most values crowd in a small part of the axis. */
button.quiet.wanted { border-color: var(--strong-rule); background: var(--raised); font-weight: 600; }
button.quiet:hover { border-color: var(--rule); background: var(--raised); }
input[type='range'] { width: 100%; height: 24px; margin: -1px 0; accent-color: var(--muted); }
.panel.a input { accent-color: var(--a); }
.panel.b input { accent-color: var(--b); }
input.notation { flex: 1; min-width: 0; width: 100%; font: 0.93em/1.5 ui-monospace, 'SF Mono', Menlo, Consolas, monospace; }
.panel.a .notation { color: var(--a-text); font-weight: 600; }
.panel.b .notation { color: var(--b-text); font-weight: 600; }
input[aria-invalid='true'] { border-color: var(--problem); outline: 1px solid var(--problem); }
.error { color: var(--problem); font-size: 0.9em; overflow-wrap: anywhere; }
.warning { color: var(--warning); font-size: 0.9em; overflow-wrap: anywhere; }
.warning > p + p { margin-top: 4px; }
.heading .quiet { font-size: 0.9em; color: var(--muted); }

.segments { display: flex; border: 1px solid var(--strong-rule); border-radius: 4px; overflow: hidden; }
.choice { flex: 1 1 auto; position: relative; cursor: pointer; text-align: center; }
.choice + .choice { border-inline-start: 1px solid var(--rule); }
.choice input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: pointer; }
.choice span { display: block; padding: 3px 5px; min-height: 26px; font-size: 0.9em; white-space: nowrap; }
.segments:has(> :nth-child(5)) .choice span { padding-inline: 1px; }
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
.remarks > * { padding-inline-start: 8px; border-inline-start: 3px solid currentColor; color: var(--warning); font-size: 0.9em; line-height: 1.35; overflow-wrap: anywhere; }
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
.tensors:focus-visible .tensor.active { outline: 2px solid var(--ink); outline-offset: -2px; }
.unread { padding: 3px 8px; }
.unread .hint { overflow-wrap: anywhere; }
.raw-form .row { align-items: end; flex-wrap: wrap; }
.paste textarea { width: 100%; resize: vertical; font: 0.93em/1.5 ui-monospace, 'SF Mono', Menlo, Consolas, monospace; }

/* At the end of its row, as that of a scheme is. */
.panel.data > [data-control='data-copy'] { justify-self: end; }
/* Wide: the data is a line, and each scheme stands in the height that its picture has. */
.rest > summary { cursor: pointer; color: var(--muted); font-size: 0.9em; padding-block: 2px; }
.rest-body { display: grid; gap: 6px; }
@container (min-width: 900px) {
  .controls { grid-auto-rows: minmax(min-content, calc(var(--stage-height) / 2)); align-content: start; gap: 0; }
  .panel { gap: 2px; }
  .format-and-bits { display: grid; grid-template-columns: 8em minmax(0, 1fr); gap: 8px; align-items: center; }
  .format-and-bits:has(> .slider[hidden]) { grid-template-columns: minmax(0, 1fr); }
  .format-and-bits > .control:first-child { display: block; }
  .format-and-bits > .control { position: relative; }
  .format-and-bits > .control > :is(label, .caption) { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .panel.data { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 14px; position: relative; padding-block: 3px; padding-inline-end: 4.5em; }
  .panel.data > .heading { display: contents; }
  .panel.data > .heading h2 { flex: none; }
  .panel.data .data-picker { flex: 0 1 19em; order: 1; }
  .panel.data .picked { min-height: 36px; padding-block: 1px; }
  .panel.data .picked .name { font-size: 0.93em; line-height: 1.1; }
  .panel.data .notation-field { flex: 2 1 17em; order: 2; }
  .panel.data > .notation-field:has(> .error:not([hidden])) { flex-basis: 100%; order: 5; }
  .panel.data > .generator { flex: 3 1 28em; order: 3; display: flex; gap: 14px; }
  .panel.data > .heading > [data-control='open'] { order: 4; }
  .panel.data > [data-control='data-copy'] { order: 2; margin-inline-start: -12px; }
  .panel.data > .files, .panel.data > .raw-form, .panel.data > .warning { flex: 1 1 100%; order: 5; }
  .panel.data .tensor-list { max-height: 7.5em; }
  .panel.data > .rest { flex: 1 1 100%; order: 6; }
  .panel.data > .rest > summary { position: absolute; inset-inline-end: 0; top: 11px; }
  .panel.data > .rest > .rest-body { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 22px; margin-inline-end: -4.5em; }
  .panel.data .about { flex: 1 1 26em; min-width: 0; }
  .panel.data .rest .generator { display: flex; flex-wrap: wrap; gap: 4px 22px; align-items: center; }
  .panel.data .control, .panel.data .control.slider { flex: 1 1 0; grid-template-columns: auto minmax(60px, 1fr); }
  .panel.data .control.slider { grid-template-columns: auto minmax(60px, 1fr) minmax(4.2em, max-content); }
  .panel.scheme { grid-template-columns: auto minmax(0, 1fr) auto; align-content: start; padding: 4px 0 4px 8px; border-top: 1px solid var(--rule); border-inline-start: 4px solid; }
  .panel.scheme.a { border-inline-start-color: var(--a); }
  .panel.scheme.b { border-inline-start-color: var(--b); }
  .panel.scheme > * { grid-column: 1 / -1; }
  .panel.scheme > .heading { display: contents; }
  .panel.scheme > .heading > h2 { grid-area: 1 / 1; align-self: center; }
  .panel.scheme > .heading > h2 .word { display: none; }
  .panel.scheme > .heading > button { grid-area: 1 / 3; }
  .panel.scheme > .notation-field { grid-area: 1 / 2; }
  /* A long string has a row of its own. */
  .panel.scheme > .notation-field:has(> .error:not([hidden])),
  .panel.scheme > .notation-field.long { grid-area: 2 / 1 / auto / -1; }
  .panel.scheme > .notation-field.long > .notation { font-size: 0.86em; padding-inline: 4px; }
  .panel.scheme .control.slider { grid-template-columns: 6.2em minmax(0, 1fr) minmax(3.4em, max-content); }
  .panel.scheme .format-and-bits > .control.slider { grid-template-columns: minmax(0, 1fr) minmax(3.4em, max-content); }
  .panel .choice span { padding: 1px 3px; min-height: 22px; font-size: 0.86em; }
  .panel.scheme select, .panel.scheme input[type='text'], .panel.scheme input[type='number'], .panel.scheme button { min-height: 25px; }
}

@media (pointer: coarse) {
  input[type='text'], input[type='number'], input[type='search'], select, button { min-height: 44px; }
  input[type='range'] { height: 44px; }
  .choice span { padding-block: 13px; }
  summary, .rest > summary, .more summary { padding-block: 13px; }
}
`;
