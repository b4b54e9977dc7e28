// The Model view: the map beside the table.

/** At each side that has more to scroll to there is a shadow. Where the content ends, it brings along what covers it. */
const shadows = [
  'linear-gradient(to left, var(--background) 40%, transparent) right / 40px 100% no-repeat local',
  'linear-gradient(to right, var(--background) 40%, transparent) left / 40px 100% no-repeat local',
  'linear-gradient(to left, color-mix(in srgb, var(--ink) 30%, transparent), transparent) right / 14px 100% no-repeat scroll',
  'linear-gradient(to right, color-mix(in srgb, var(--ink) 30%, transparent), transparent) left / 14px 100% no-repeat scroll',
].join(', ');

export const style = /* css */ `
.model-places { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 6fr); gap: 12px; min-height: 0; }
.model-places[hidden] { display: none; }
.model-places > .stage { min-height: 360px; }
.model-view .tools .filter { min-width: 10em; flex: 1; }
.model-view .tools select { max-width: 14em; }
.tensors-table .sort { border: 0; padding: 0; background: none; color: var(--muted); font: inherit; min-height: 28px; }
.tensors-table [aria-sort='ascending'] .sort::after { content: ' ▴'; }
.tensors-table [aria-sort='descending'] .sort::after { content: ' ▾'; }
/* The table has all tensors, so the list of them beside the data gives its room to the picture, as do the numbers of a single one. */
.columns:has(> .main [data-view='model']) :is(.files, .scoreboard, .verdict) { display: none; }
.model-none { max-width: 46em; padding: 24px 0; }
.model-none .lead { font-size: 1.1em; }
.model-none ul { list-style: none; margin: 16px 0; padding: 0; display: grid; gap: 16px; }
.model-none li > * { margin-block: 0 6px; }
.model-saved { border-inline-start: 3px solid var(--rule); padding-inline-start: 12px; max-width: 60em; }
.model-saved p { margin-block: 0 6px; overflow-wrap: anywhere; }
.model-saved .answer { min-height: 2lh; }
.model-saved .answer:empty { min-height: 0; }
.model-saved .refused { font-weight: 600; }
.tensors-scroll { overflow: auto; max-height: 62vh; min-height: 240px; position: relative; border-top: 1px solid var(--rule); background: ${shadows}; }
.tensors-table { border-collapse: separate; border-spacing: 0; width: max-content; min-width: 100%; font-variant-numeric: tabular-nums; font-size: 0.93em; }
.tensors-table thead th { position: sticky; inset-block-start: 0; z-index: 2; background: var(--background); border-bottom: 1px solid var(--rule); }
.tensors-table :is(th, td) { height: 30px; box-sizing: border-box; padding: 0 8px; text-align: end; white-space: nowrap; font-weight: normal; }
.tensors-table .words { text-align: start; }
.no-rows { position: sticky; inset-inline-start: 0; margin: 0; padding: 12px 8px; color: var(--muted); overflow-wrap: anywhere; }
.tensors-table .name { position: sticky; inset-inline-start: 0; z-index: 1; background: var(--background); }
.tensors-table .name span { display: block; max-width: 20em; overflow: hidden; text-overflow: ellipsis; direction: rtl; text-align: left; }
.tensors-table tbody tr[data-index]:not(.group) { cursor: pointer; }
.tensors-table tbody tr:is(:hover, .marked):not(.group) > * { background: var(--hover, color-mix(in srgb, var(--ink) 7%, var(--background))); }
.tensors-table tr.group > * { font-weight: 600; border-top: 1px solid var(--rule); background: var(--background); }
.tensors-table tr.lacks { color: var(--muted); }
.tensors-table .a:not(th), .tensors-table thead .a .sort { color: var(--a-text); }
.tensors-table .b:not(th), .tensors-table thead .b .sort { color: var(--b-text); }
.tensors-table:not(.compared) .became { display: none; }
.became-line { flex-wrap: wrap; align-items: baseline; column-gap: 12px; }
.became-line [role='status'] { overflow-wrap: anywhere; }
.unpaired-lists { display: flex; flex-wrap: wrap; gap: 4px 32px; max-height: 12em; overflow: auto; }
.unpaired-lists ul { margin: 0; padding-inline-start: 1.2em; }
.unpaired-lists li { overflow-wrap: anywhere; }
.tensors-table tr:focus-visible { outline: 2px solid var(--ink); outline-offset: -2px; }
.cell-ring { fill: none; stroke: var(--ink); stroke-width: 2.5; }
@media print {
  .model-none ul, .model-view :is(button, input, select, textarea):not(.sort), .budget-choices { display: none; }
  .tensors-scroll { overflow: hidden; }
}
@container (max-width: 899px) {
  .model-places { grid-template-columns: minmax(0, 1fr); }
  /* Two lines of the end of a name: its layer is in sight, without which many names are alike. */
  .tensors-table tbody .name span { display: flex; align-items: end; width: max-content; max-width: 14em; max-height: 28px; font-size: 0.8em; line-height: 14px; white-space: normal; overflow-wrap: anywhere; direction: ltr; }
}
`;
