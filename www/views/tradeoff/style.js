// The Trade-off view: the advice, the list of schemes, and the grip at the end of the target's line.

export const style = /* css */ `
.advice { display: grid; gap: 4px; padding: 6px 0; max-width: 62em; }
.advice .reasons { display: grid; gap: 3px; }
.schemes-list summary { cursor: pointer; color: var(--muted); font-size: 0.93em; }
.schemes-list[open] > * { margin-block: 4px; }
.schemes-list textarea { width: 100%; font: 0.93em/1.4 ui-monospace, 'SF Mono', Menlo, Consolas, monospace; background: var(--background); color: var(--ink); border: 1px solid var(--strong-rule); border-radius: 4px; padding: 6px; }
.sort { border: 0; background: none; color: var(--muted); }
[aria-sort='ascending'] .sort::after { content: ' ▴'; }
[aria-sort='descending'] .sort::after { content: ' ▾'; }
.target-grip { position: absolute; width: 24px; height: 24px; margin: -12px 0 0 -12px; display: grid; place-items: center; border: 1px solid var(--strong-rule); border-radius: 12px; background: var(--background); color: var(--ink); cursor: ns-resize; touch-action: none; user-select: none; -webkit-user-select: none; line-height: 1; }
.target-grip.upright { cursor: ew-resize; }
.target-grip:hover, .target-grip:focus-visible { border-color: var(--ink); }
@media (pointer: coarse) {
  .target-grip { width: 36px; height: 36px; margin: -18px 0 0 -18px; border-radius: 18px; }
}
@container (max-width: 559px) {
  .tradeoff-view .tools .caption { display: inline; }
}
`;
