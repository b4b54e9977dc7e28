// The button that names what is chosen from a list, and the pictures of data, in one neutral colour.

export const picker = /* css */ `
.data-picker { min-width: 0; }
.picked { display: flex; gap: 10px; align-items: center; width: 100%; min-height: 36px; padding: 3px 10px; text-align: start; }
.picked .icon:empty { display: none; }
.picked .icon { display: flex; }
.picked .name { flex: 1; min-width: 0; white-space: normal; overflow-wrap: anywhere; line-height: 1.25; font-weight: 600; }
.picked::after { content: ''; width: 6px; height: 6px; margin: -3px 2px 0 0; flex: none; border: solid var(--muted); border-width: 0 1.5px 1.5px 0; transform: rotate(45deg); }
.silhouette { flex: none; display: block; }
.silhouette .body { fill: var(--muted); }
.silhouette .ground { stroke: var(--strong-rule); fill: none; }
.picked .body { fill: var(--ink); }

@media (pointer: coarse) {
  .picked { min-height: 44px; }
}
@media (forced-colors: active) {
  .silhouette .body { fill: CanvasText; }
}
`;
