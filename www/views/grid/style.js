// The Grid view: the handles of the limits, and the grip of a value placed by hand.

export const style = /* css */ `
.handle { position: absolute; width: 24px; margin-inline-start: -12px; cursor: ew-resize; touch-action: none; border-radius: 4px; }
.handle:hover::after, .handle:focus-visible::after { content: ''; position: absolute; inset: 0 10px; background: currentColor; opacity: 0.45; }
.handle.a { color: var(--a); }
.handle.b { color: var(--b); }
/* A grip on the axis, and a line through both panels. */
.point-grip { position: absolute; width: 26px; height: 26px; margin: -7px 0 0 -13px; display: grid; place-items: center; border-radius: 13px; color: var(--ink); cursor: ew-resize; touch-action: none; user-select: none; -webkit-user-select: none; font-size: 18px; line-height: 1; text-shadow: 0 0 3px var(--background), 0 0 3px var(--background); }
.point-grip[hidden] { display: none; }
.point-grip::before { content: ''; position: absolute; left: 50%; bottom: calc(100% - 8px); height: var(--rise); border-inline-start: 1px dashed var(--ink); opacity: 0.5; pointer-events: none; }
.point-grip.away::before { display: none; }
.point-grip:hover, .point-grip:focus-visible { background: var(--raised); outline: 2px solid var(--ink); }
.noted { display: grid; gap: 2px; font-weight: 550; }
.noted .a { color: var(--a-text); }
.noted .b { color: var(--b-text); }
@media (pointer: coarse) {
  .handle { width: 44px; margin-inline-start: -22px; }
  .handle:hover::after, .handle:focus-visible::after { inset-inline: 20px; }
}
`;
