// The picture of remedies, and the table behind it: on a wide page one row each, on a phone one block each.

export const style = /* css */ `
.compared { display: grid; gap: 4px; order: -4; min-width: 0; }
.compared-table summary { cursor: pointer; color: var(--muted); font-size: 0.93em; }
.compared-table[open] > * { margin-block: 4px; }
.compared .reasons { display: grid; gap: 3px; max-width: 70em; }
.compared .hint { max-width: 70em; font-size: 0.93em; }
.compared .survey { min-height: 0; }
.remedies { border-collapse: collapse; width: 100%; }
.remedies th, .remedies td { padding: 5px 0 5px 16px; text-align: end; vertical-align: top; font-weight: 400; }
.remedies thead th { color: var(--muted); font-size: 0.93em; vertical-align: bottom; max-width: 9em; }
.remedies tbody tr { border-top: 1px solid var(--rule); }
.remedies th:first-child { text-align: start; padding-inline-start: 0; }
.remedies .name { display: block; font-weight: 600; }
.remedies code { font: 0.9em ui-monospace, 'SF Mono', Menlo, Consolas, monospace; color: var(--muted); }
.remedies td > span { display: block; }
.remedies td .hint { font-size: 0.88em; }
.remedies .sqnr { min-width: 9em; }
.remedies .codes, .remedies .stored > span:first-child, .remedies .cost { white-space: nowrap; }
.remedies .sqnr > span:first-child { font-weight: 650; }
.bar { height: 3px; margin: 3px 0 0; background: var(--muted); }
.remedies .take { justify-content: flex-end; gap: 2px; padding-block: 3px; display: table-cell; white-space: nowrap; }
.remedies button { min-height: 24px; padding: 0 8px; }
.remedies button.a { color: var(--a-text); font-weight: 700; }
.remedies button.b { color: var(--b-text); font-weight: 700; }

@container (min-width: 900px) {
  .compared { order: 0; }
}
@container (max-width: 759px) {
  .remedies thead { display: none; }
  .remedies, .remedies tbody { display: block; }
  .remedies tr { display: grid; grid-template-columns: 1fr auto; gap: 2px 12px; padding: 6px 0; }
  .remedies th:first-child { grid-column: 1; padding: 0; }
  .remedies td { grid-column: 1 / -1; display: grid; grid-template-columns: 1fr auto; padding: 0; gap: 0 12px; }
  .remedies td::before { content: attr(data-label); color: var(--muted); text-align: start; grid-row: 1 / 3; }
  .remedies td > * { grid-column: 2; }
  .remedies .take { grid-column: 2; grid-row: 1; display: flex; }
  .remedies .take::before { align-self: center; padding-inline-end: 6px; }
  .bar { grid-column: 1 / -1 !important; width: 100%; margin: 0 0 2px; }
}
`;
