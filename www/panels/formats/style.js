// The list of formats: names at the left, pictures on one axis at the right.

export const style = /* css */ `
.formats .option { display: grid; grid-template-columns: 11.5em minmax(0, 1fr); gap: 0 16px; padding-block: 9px 10px; padding-inline-end: 18px; }
.formats .named, .formats .shown { display: grid; gap: 3px; align-content: start; min-width: 0; }
.formats .name { font-size: 1.08em; font-weight: 600; line-height: 1.4; overflow-wrap: anywhere; }
.formats .hint { line-height: 1.35; overflow-wrap: anywhere; }
.format-levels { display: block; width: 100%; height: 26px; }
.format-levels path { vector-effect: non-scaling-stroke; fill: none; stroke: var(--muted); }
.format-levels .ground { stroke: var(--strong-rule); stroke-width: 2; }
.format-levels .level { stroke-width: 1.25; }
.formats [aria-selected='true'] .level { stroke: var(--ink); }
@media (max-width: 560px) {
  .formats .option { grid-template-columns: minmax(0, 1fr); gap: 4px; }
  .formats .named { display: flex; flex-wrap: wrap; gap: 0 10px; align-items: baseline; }
}
@media (forced-colors: active) {
  .format-levels .level { stroke: CanvasText; }
}
`;
