// The list of lessons.

export const lessonMenu = /* css */ `
.course { width: min(1120px, calc(100% - 16px)); max-width: none; }
.course .heading { justify-content: space-between; z-index: 1; }
.course .sets { display: flex; flex-wrap: wrap; gap: 6px 14px; align-items: center; }
.course .sets > p { flex: 1 1 22em; }
.course .sets .control { grid-template-columns: max-content auto; flex: 0 1 auto; }
.course .sets .choice span { padding-inline: 10px; }
.lessons { list-style: none; margin: 8px 0 0; padding: 0; }
.lessons li { break-inside: avoid; position: relative; }
.lessons .lesson-row { width: 100%; display: grid; grid-template: 'picture name size' auto 'picture promise promise' 1fr / 80px minmax(0, 1fr) auto; gap: 0 14px; align-items: start; text-align: start; white-space: normal; padding: 5px 8px; }
.lessons .picture { grid-area: picture; width: 80px; height: 50px; align-self: center; fill: none; stroke: currentColor; stroke-width: 1.4; stroke-linecap: round; stroke-linejoin: round; }
.lessons .name { grid-area: name; align-self: baseline; font-weight: 650; }
.lessons .number { color: var(--muted); font-weight: 400; margin-inline-end: 0.3em; }
.lessons .promise { grid-area: promise; font-size: 0.93em; line-height: 1.35; text-wrap: pretty; }
.lessons .size { grid-area: size; align-self: baseline; color: var(--muted); font-size: 0.9em; }
.lessons .mark { color: var(--ink); font-weight: 650; margin-inline-start: 0.8em; }
.lessons .mark::before { content: '◐ '; }
.lessons [data-mark='done'] .mark::before { content: '✓ '; }
.lessons .go-on { position: absolute; inset-block-end: 4px; inset-inline-end: 8px; }
.lessons :has(> .go-on) .promise { padding-inline-end: 10.5em; min-height: 2.5em; }

.picture .a { stroke: var(--a); }
.picture .b { stroke: var(--b); }
.picture .a, .picture .b { stroke-width: 1.8; }
.picture .faint { stroke: var(--strong-rule); stroke-width: 1; }
.picture .lost { stroke: var(--strong-rule); stroke-width: 1.6; stroke-dasharray: 1.6 3.2; }
.picture .dots { stroke-width: 4.4; }
.picture .bar { stroke-width: 3; }

@container (max-width: 559px) {
  .course { padding: 12px 10px; }
  .course .heading { top: -12px; margin: -12px 0 4px; padding: 10px 0 6px; }
  .lessons .lesson-row { grid-template: 'picture name' 'picture promise' 'picture size' / 64px minmax(0, 1fr); gap: 0 10px; padding: 8px 2px; }
  .lessons .picture { width: 64px; height: 40px; }
  .lessons .go-on { position: static; margin: 0 0 6px 76px; }
  .lessons :has(> .go-on) .lesson-row { padding-block-end: 4px; }
  .lessons :has(> .go-on) .promise { padding-inline-end: 0; min-height: 0; }
}
@container (min-width: 900px) {
  .course { padding-block: 12px; }
  .course .heading { top: -12px; margin-block: -12px 0; }
  .lessons { columns: 2; column-gap: 24px; margin-block-start: 4px; }
  .lessons .lesson-row { padding-block: 3px; }
}
@media (forced-colors: active) {
  .picture :is(.a, .b) { stroke: CanvasText; }
}
`;
