// The dialog that hands the state on.

export const share = /* css */ `
.share { width: min(1220px, calc(100% - 16px)); max-width: none; }
.share h3, .share h4 { margin: 0; font-size: 1em; font-weight: 650; }
.share h4 { margin-top: 8px; color: var(--muted); font-weight: 500; }
.share[open] { display: grid; grid-template-columns: minmax(0, 1fr); gap: 8px 28px; align-content: start; }
.share .forms, .share .choices { display: grid; grid-template-columns: minmax(0, 1fr); gap: 12px; align-content: start; min-width: 0; }
.share .form { display: grid; gap: 2px; min-width: 0; }
.share .form .row { justify-content: space-between; }
.share .form button { border-color: var(--strong-rule); color: var(--ink); }
.share .heading { z-index: 1; }
.share textarea { width: 100%; max-height: 14em; resize: vertical; field-sizing: content; overflow-wrap: anywhere; font: 0.93em/1.45 ui-monospace, 'SF Mono', Menlo, Consolas, monospace; }
.hide-chooser { display: grid; gap: 4px; }
.ticks { display: grid; grid-template-columns: repeat(auto-fill, minmax(9.5em, 1fr)); gap: 2px 12px; }
.tick { display: flex; gap: 6px; align-items: baseline; cursor: pointer; line-height: 1.3; padding-block: 2px; }
.tick input { accent-color: var(--muted); flex: none; position: relative; top: 0.1em; }
.share .preview { max-width: 100%; overflow: auto; outline: 1px solid var(--rule); outline-offset: -1px; }

@container (max-width: 559px) {
  .share .pair:has(select) { grid-template-columns: minmax(0, 1fr); gap: 6px; }
}
@container (min-width: 900px) {
  .share[open] { grid-template-columns: minmax(0, 1fr) minmax(0, 1.75fr); }
  .share .heading { grid-column: 1 / -1; }
}
@media (pointer: coarse) {
  .tick { min-height: 34px; align-items: center; }
  .tick input { top: 0; width: 20px; height: 20px; }
}
`;
