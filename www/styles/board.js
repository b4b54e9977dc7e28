// The scoreboard: on a wide page each measure is a column, on a phone a row.

export const board = /* css */ `
.scoreboard { display: grid; gap: 6px; padding-top: 8px; border-top: 1px solid var(--rule); min-width: 0; }
.verdict { font-size: 1.07em; font-weight: 550; }
.measures { display: grid; grid-template-columns: minmax(4.6em, 0.7fr) repeat(3, minmax(0, 1fr)); }
.measure-row { display: contents; }
.measure-row > * { padding: 4px 8px 4px 0; border-bottom: 1px solid var(--rule); min-width: 0; overflow-wrap: anywhere; }
.measure { color: var(--muted); font-size: 0.93em; }
.measure[title] { cursor: help; }
.number, .head > :not(.measure) { text-align: end; white-space: nowrap; }
.head .a, .number.a { color: var(--a-text); }
.head .b, .number.b { color: var(--b-text); }
.head > * { font-weight: 700; }
.number.delta { color: var(--ink); }
.number.better { font-weight: 750; }
.number.better::before { content: '▸ '; font-size: 0.8em; }
.behind summary { cursor: pointer; color: var(--muted); font-size: 0.93em; }
.tables { display: flex; flex-wrap: wrap; gap: 12px 40px; padding: 8px 0; align-items: start; }
.tables table { border-collapse: collapse; font-size: 0.93em; }
.tables caption { text-align: start; font-weight: 600; padding-bottom: 4px; }
.tables th { text-align: end; font-weight: 500; color: var(--muted); }
.tables th, .tables td { padding: 2px 0 2px 18px; }
.tables td { text-align: end; border-top: 1px solid var(--rule); }

@container (max-width: 559px) {
  .number { font-size: 0.86em; }
  .measure-row > * { padding-inline-end: 4px; }
  .number.better::before { content: '▸'; }
}
@container (min-width: 900px) {
  .measures { grid-template-columns: none; grid-template-rows: repeat(4, auto); grid-auto-flow: column; grid-auto-columns: auto; }
  .measure-row > * { padding-inline: 14px 0; }
  .head > * { padding-inline: 0; }
  .measure-row > .measure { text-align: end; }
  .head > * { text-align: start !important; }
  .verdict { font-size: 1.12em; }
}
`;
