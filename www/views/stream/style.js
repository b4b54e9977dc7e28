// The style of the Stream view.

/** The transport, the facts of a batch, and the key to the lines of the picture. */
export const style = /* css */ `
.stream-view .tools input[type='number'] { width: 5em; }
.stream-view .begin { display: flex; flex-wrap: wrap; align-items: baseline; gap: 2px 18px; order: -6; }
.stream-view .begin p { margin: 0; font-size: 0.93em; }
.drift { display: flex; flex-wrap: wrap; align-items: center; gap: 2px 12px; }
.drift:empty { display: none; }
.drift button { min-height: 24px; padding: 0 8px; }
.transport { flex-wrap: wrap; }
.transport input { flex: 1 1 10em; min-width: 6em; }
.transport [data-control='stream-play'] { min-width: 6.5em; }
.transport output { min-width: 9em; text-align: center; font-size: 0.93em; }
.batch-facts { display: grid; gap: 4px; min-width: 0; }
.batch-facts .says { order: 0; }
.stream-table { border-collapse: collapse; font-size: 0.93em; width: 100%; }
.stream-table caption { text-align: start; padding-bottom: 2px; }
.stream-table th, .stream-table td { padding: 2px 0 2px 14px; text-align: end; white-space: nowrap; font-weight: 400; }
.stream-table thead th { color: var(--muted); }
.stream-table thead [colspan] { border-bottom: 1px solid var(--rule); }
.stream-table tbody tr { border-top: 1px solid var(--rule); }
.stream-table tbody th { text-align: start; padding-inline-start: 0; }
/* The lines of the picture (src/figure/stream.rs, its theme). */
.line-key { margin-inline-end: 8px; vertical-align: middle; }
.line-key line { stroke: var(--ink); stroke-width: 1; }
.line-key.first line { stroke: #5e2b8a; stroke-width: 2; stroke-dasharray: 7 5; }
.line-key.average line { stroke: #0f5f3a; stroke-width: 2.5; }
.line-key.dynamic line { stroke: var(--muted); stroke-width: 1.5; stroke-dasharray: 2 1.6; }
[data-theme='dark'] .line-key.first line { stroke: #d2a8f0; }
[data-theme='dark'] .line-key.average line { stroke: #8fe0b0; }
@container (max-width: 899px) {
  .stream-view .stage { --own: 640px; }
}
@container (min-width: 900px) {
  .stream-view .begin { order: 0; }
  .stream-view .stage { height: calc(var(--stage-height) + 1.2em); }
}
@container (max-width: 559px) {
  .stream-table th, .stream-table td { padding-inline-start: 9px; }
  .stream-view .tools .caption { display: inline; }
}
`;
