// The rules that hide pieces by name (www/state/hide.js), and how the rest uses the room.

import { FOLDS, REGIONS, PIECES } from '../state/hide.js';

/** Selectors of pieces that are not marked with their names. @type {Record<string, string>} */
const PLACES = { tools: '.tools', 'scoreboard.measures': '.scoreboard' };

const names = [...new Set([...Object.keys(REGIONS), ...PIECES, ...Object.values(FOLDS)])];

export const hide = /* css */ `
${names.map((name) => `[data-hides~='${name}'] ${PLACES[name] ?? `[data-part='${name}']`} { display: none !important; }`).join('\n')}
[data-hides~='a'][data-hides~='b'] .controls { display: none; }
[data-hides~='tabs'] .columns { padding-top: 8px; }
[data-hides~='verdict'] .scoreboard { padding-top: 8px; border-top: 1px solid var(--rule); }
.home { display: block; width: max-content; margin: 6px 0 0 auto; color: var(--muted); font-size: 0.86em; text-decoration: none; }
.home:hover, .home:focus-visible { color: var(--ink); text-decoration: underline; }

/* With less around it the picture is larger. */
@container (min-width: 560px) and (max-width: 899px) {
  [data-hides]:not([data-hides='']) .stage { --own: max(320px, var(--stuck)); }
  [data-hides]:not([data-hides='']) .controls { grid-template-columns: repeat(auto-fit, minmax(min(260px, 100%), 1fr)); gap: 12px 24px; }
}
@container (min-width: 900px) {
  [data-hides~='a'][data-hides~='b'] .columns { grid-template: 'lesson' 'data' 'tabs' 'main' 'verdict' 'board' 'behind' / minmax(0, 1fr); }
  [data-hides~='scoreboard'] .stage { height: clamp(320px, calc(var(--quant-scope-window, 100vh) - 13em), 1000px); }
}
@media print {
  .home { display: none; }
}
`;
