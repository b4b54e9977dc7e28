// The lists that open from buttons: rows with a picture, a name and a sentence.

export const style = /* css */ `
.picker { position: fixed; inset: auto; z-index: 20; margin: 0; display: flex; flex-direction: column; padding: 0; border: 1px solid var(--strong-rule); border-radius: 6px; background: var(--background); color: var(--ink); box-shadow: 0 6px 24px rgb(0 0 0 / 0.18); overflow: hidden; }
.picker > input { flex: none; margin: 8px; min-height: 36px; outline-offset: -1px; }
.picker > .hint { padding: 4px 14px 12px; }
.picker > .hint:empty { display: none; }
.picker [role='listbox'] { flex: 1 1 auto; min-height: 0; overflow-y: auto; overscroll-behavior: contain; scroll-padding: 30px 0 8px; padding-bottom: 6px; outline: none; }
.picker h3 { position: sticky; top: 0; margin: 0; padding: 7px 14px 5px; background: var(--background); color: var(--muted); font-size: 0.86em; font-weight: 600; border-bottom: 1px solid var(--rule); }
.picker .option { display: flex; gap: 14px; align-items: flex-start; min-height: 40px; padding: 6px 14px 7px 11px; border-inline-start: 3px solid transparent; cursor: pointer; line-height: 1.3; }
.picker .silhouette { margin-top: 3px; }
.picker .text { min-width: 0; display: grid; gap: 1px; overflow-wrap: anywhere; }
.picker .option:hover { background: color-mix(in srgb, var(--raised) 60%, transparent); }
.picker .option.active { background: var(--raised); }
.picker .option[aria-selected='true'] { border-inline-start-color: var(--ink); }
.picker .option[aria-selected='true'] .name { font-weight: 650; }
.picker .option[aria-selected='true'] .body { fill: var(--ink); }

@media (pointer: coarse) {
  .picker > input { font-size: 16px; }
}
@media (forced-colors: active) {
  .picker .option.active { outline: 2px solid Highlight; outline-offset: -2px; }
}
`;
