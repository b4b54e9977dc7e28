// The list of formats: names at the left, pictures on one axis at the right. And the field for levels of one's own.

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
.own-levels { display: grid; gap: 3px; min-width: 0; }
.own-levels .format-levels { height: 18px; }
.panel.a .own-levels .level { stroke: var(--a); }
.panel.b .own-levels .level { stroke: var(--b); }
.own-levels .starts { display: flex; flex-wrap: wrap; align-items: center; gap: 0 4px; }
.own-levels .starts .caption { color: var(--muted); font-size: 0.9em; }
.own-levels .starts button { font-size: 0.86em; padding-inline: 5px; text-decoration: underline; text-underline-offset: 3px; text-decoration-color: var(--strong-rule); }
@media (max-width: 560px) {
  .formats .option { grid-template-columns: minmax(0, 1fr); gap: 4px; }
  .formats .named { display: flex; flex-wrap: wrap; gap: 0 10px; align-items: baseline; }
}
@media (forced-colors: active) {
  .format-levels .level { stroke: CanvasText; }
}
`;
