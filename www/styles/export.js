// The dialog that saves.

export const exporting = /* css */ `
.export { width: min(1220px, calc(100% - 16px)); max-width: none; }
.export[open] { display: grid; grid-template-columns: minmax(0, 1fr); gap: 14px; align-content: start; }
.export h3 { margin: 6px 0 0; font-size: 1em; font-weight: 650; }
.export .heading { z-index: 1; }
.export .row { flex-wrap: wrap; }
.export > .control { display: block; }
.export > .control > .caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.export-part > div { display: grid; gap: 10px; align-content: start; min-width: 0; }
.export-part .choices { display: grid; gap: 10px; align-content: start; min-width: 0; }
.export-part button:not(.quiet) { border-color: var(--strong-rule); }
.export .control.wide input { width: 100%; }
.export .preview { min-width: 0; overflow: hidden; }
.export .preview canvas { display: block; max-width: 100%; max-height: 70vh; height: auto; margin: 0 auto; border: 1px solid var(--rule); }
.sheets { list-style: none; margin: 0; padding: 0; display: grid; gap: 8px; }
.sheets li { display: flex; gap: 10px; align-items: baseline; }
.sheets code { margin-inline-end: 8px; }
.sheets span { min-width: 0; overflow-wrap: anywhere; }
.export textarea { width: 100%; min-height: 12em; resize: vertical; font: 0.93em/1.45 ui-monospace, 'SF Mono', Menlo, Consolas, monospace; }
.export .script { display: grid; gap: 8px; min-width: 0; }
.files-beside button { max-width: 100%; overflow-wrap: anywhere; text-align: start; white-space: normal; }
.export .picks { gap: 10px 24px; }
.export .picks .segments, .export-codes > .control .segments { max-width: 22em; }

@container (min-width: 900px) {
  .export-part > .export-picture { grid-template-columns: minmax(260px, 1fr) minmax(0, 3fr); gap: 24px; }
}
`;
