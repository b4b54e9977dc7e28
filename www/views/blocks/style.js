// The Blocks view: what lies over the map, and the lines that stand out.

export const style = /* css */ `
.plot[data-zoomed] { touch-action: none; }
.chosen-line { fill: none; stroke: var(--ink); stroke-width: 1.5; }
.key-tick { fill: var(--ink); stroke: var(--ink); }
.key-value { fill: var(--ink); font-size: 12px; font-variant-numeric: tabular-nums; }
.outlying, .outlying .row { flex-wrap: wrap; gap: 4px 8px; }
.outlying { min-height: 32px; }
.outlying .line { min-height: 28px; padding-inline: 8px; }
.line[aria-pressed='true'] { border-color: var(--ink); box-shadow: inset 0 0 0 1px var(--ink); }
.blocks-view .says { display: grid; align-content: start; min-height: 4.6em; }
.blocks-view .says .a { color: var(--a-text); }
.blocks-view .says .b { color: var(--b-text); }
/* In a low window the maps give room, so that the numbers of A and B stay in sight. */
@container (min-width: 900px) {
  .blocks-view.fits > .stage { min-height: 350px; }
  .blocks-view .says { min-height: 3em; }
}
/* The maps stand above one another, as wide as the page. */
@container (max-width: 899px) {
  .blocks-view .stage { --own: max(640px, var(--stuck)); }
}
`;
