// A slide: headline, picture, and one row below it. Everything is measured in the slide's type (www/element/presenting.js), so it scales
// with the window, and nothing scrolls. The page says how high a slide is; in other pages it is as high as its box.

export const slide = /* css */ `
.waiting.presenting { visibility: visible; }

.quant-scope.presenting {
  display: flex; flex-direction: column;
  width: 100%; height: var(--quant-scope-slide, 100%); min-height: 0; aspect-ratio: 16 / 9;
  padding: 0.7em 1.4em 0.4em; overflow: hidden;
  font-size: var(--slide-type, 18px);
}
.quant-scope.presenting:focus { outline: none; }
.quant-scope.presenting :is(.top-bar, .home, .drop-hint), .quant-scope.presenting .columns > :not(.slide-head, .slide-numbers, .slide-nav, .lesson, .main, .controls) { display: none; }
/* What is wrong is said over the slide, and nothing else. */
.presenting .notices { position: absolute; z-index: 8; inset: auto 1.4em 4em; }
.presenting .notice:not(.problem) { display: none; }

.quant-scope.presenting .columns {
  flex: 1 1 0; min-height: 0; display: grid; gap: 0.3em 1.4em; padding: 0; align-items: center;
  grid-template: 'head head head' auto 'main main main' minmax(0, 1fr) 'ask ask ask' auto 'numbers controls nav' auto / auto minmax(0, 1fr) auto;
}
.presenting .slide-head { grid-area: head; display: block; min-width: 0; }
.slide-place { color: var(--muted); font-size: 0.82em; line-height: 1.5; overflow-wrap: anywhere; }
.slide-headline { font-size: 1.5em; font-weight: 700; line-height: 1.2; letter-spacing: -0.01em; text-wrap: balance; }
.slide-headline:focus { outline: none; }

/* The picture takes what is left. */
.quant-scope.presenting .main { grid-area: main; position: relative; align-self: stretch; }
.quant-scope.presenting :is(.main, .views, .view, .view > section) { display: flex; flex-direction: column; gap: 0.2em; min-height: 0; min-width: 0; height: auto; padding: 0; margin: 0; }
.quant-scope.presenting :is(.views, .view, .view > section, .view .stage) { flex: 1 1 0; }
.quant-scope.presenting .view .stage { position: relative; top: 0; width: 100%; height: auto; min-height: 0; }
.quant-scope.presenting .view > section :has(.stage:not([hidden])) { display: flex; flex-direction: column; gap: 0; flex: 1 1 0; min-height: 0; }
.quant-scope.presenting .view :has(> .stage:not([hidden])) > :not(.stage, .noted, .transport) { display: none; }
/* What plays is the walk: a second row of the same buttons would be another question. */
.quant-scope.presenting:has(.walk:not([hidden])) .view .transport { display: none; }
/* A view of tables takes smaller type where there is little room, and larger where there is much. */
.presenting[data-slide='wide'] .view > section:not(:has(.stage:not([hidden]))) table { font-size: 1.5em; }
.presenting .view > section:not(:has(.stage:not([hidden]))) { justify-content: center; overflow: auto; }
.presenting .view > section:not(:has(.stage:not([hidden]))) :is(.tools, .hint) { display: none; }
.presenting:is([data-slide='tall'], [data-slide='low']) .view > section:not(:has(.stage:not([hidden]))) :is(.choices, .timing), .presenting:has(.question:not([hidden])) .timing { display: none; }
/* Times that have been measured are the picture. */
.quant-scope.presenting:not(:has(.question:not([hidden]))) .product-topic:has(> .timing > .stage:not([hidden])) > :not(.choices, .timing) { display: none; }
.presenting:is([data-slide='tall'], [data-slide='low']) .view > section:not(:has(.stage:not([hidden]))) { font-size: 0.8em; }
.presenting[data-slide='tall'] .view .schemes :is(th, td) { padding-inline-start: 0.5em; white-space: normal; }
/* Its seven columns become seven rows, with a column for each channel. */
.presenting[data-slide='tall'] .bias-topic .schemes { display: grid; grid-template-rows: repeat(8, auto); grid-template-columns: repeat(5, auto); grid-auto-flow: column; width: 100%; font-size: 1em; line-height: 1.7; }
.presenting[data-slide='tall'] .bias-topic .schemes :is(thead, tbody, tr) { display: contents; }
.presenting[data-slide='tall'] .bias-topic .schemes caption { grid-column: 1 / -1; grid-row: 1; }
.presenting[data-slide='tall'] .bias-topic .schemes :is(th, td) { border-top: 1px solid var(--rule); white-space: nowrap; }
.presenting[data-slide='tall'] .bias-topic .schemes td:first-child { text-align: end; font-weight: 650; }
.presenting[data-slide='tall'] .bias-topic .schemes thead th { position: static; padding: 2px 0; text-align: start; }
.quant-scope.presenting .progress { position: absolute; z-index: 6; inset: 0 0 auto; }

/* What a step asks, with the question as the headline; or the buttons of its walk. */
.quant-scope.presenting .lesson { grid-area: ask; display: flex; flex-wrap: wrap; gap: 0.2em 1.2em; align-items: center; padding: 0; border: 0; background: none; }
.quant-scope.presenting .lesson > :not(.told, .question, .walk), .quant-scope.presenting .told > :not(.before), .presenting .ask { display: none; }
.quant-scope.presenting .told { display: contents; }
.quant-scope.presenting :is(.question, .walk) { display: flex; flex-wrap: wrap; flex: 1 1 auto; gap: 0.3em 1.2em; align-items: center; max-width: none; min-width: 0; }
.presenting :is(.question, .walk) > * { flex: 0 1 auto; min-width: 0; }
.presenting .question > .reveal { flex: 1 1 26em; font-size: 0.9em; line-height: 1.3; }
.presenting .walk > .walk-text { flex: 1 1 20em; min-height: 2.6em; font-size: 0.9em; line-height: 1.3; }
.presenting .guesses { display: flex; flex-wrap: wrap; gap: 0.3em 0.5em; }
.presenting .question > .guesses:not(:has(:disabled)) { flex: 1 1 60%; }
.presenting .guesses label { align-items: center; min-height: max(44px, 2.2em); padding: 0.1em 0.7em 0.1em 0.5em; border: 1px solid var(--strong-rule); line-height: 1.2; }
.presenting:is([data-slide='wide'], [data-slide='low']) .before { position: absolute; inset: 0.6em 1.6em auto auto; }
.presenting .goals { grid-template-columns: repeat(auto-fit, minmax(18em, 1fr)); flex: 1 1 60%; gap: 0.1em 1.2em; }
.presenting .guesses:has(:disabled) label { min-height: 0; border-color: transparent; padding-block: 0; }
.presenting .guesses:has(:disabled) label:not(.right, .wrong) { display: none; }
.presenting .guesses input { width: 1em; height: 1em; margin: 0; }
.presenting .guess { flex: 1 1 22em; align-items: center; }
.presenting .guess .value { padding: 0; }
.presenting .guess .track { max-width: 36em; }
.presenting .code-guess { gap: 0.2em; }
/* Many codes stand in one row, too. */
.presenting[data-slide='wide'] .code-guess:has(> :nth-child(24)) { flex: none; flex-wrap: nowrap; gap: 0.1em; font-size: 0.85em; }
/* Its marks say so already. */
.presenting .code-guess[aria-hidden] ~ .hint, .quant-scope.presenting[data-slide='low'] .panel .control > :is(label, .caption) { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
@media (pointer: fine) {
  .presenting .code-guess :is(button, .code) { min-width: 1.9em; min-height: 2.2em; padding: 0 0.15em; }
  .quant-scope.presenting[data-slide='wide'] .panel .control > input { height: 1.9em; }
}
/* What is drawn is looked at as much as the picture: the picture has the whole height of the slide, and everything else stands beside it. */
.quant-scope.presenting[data-slide='wide']:has(.question:not([hidden]) .drawing) { padding: 0.3em 1em 0.3em 0.4em; }
.quant-scope.presenting[data-slide='wide']:has(.question:not([hidden]) .drawing) .columns {
  grid-template: 'main head' auto 'main ask' minmax(0, 1fr) 'main numbers' auto 'main controls' auto 'main nav' auto / 63% minmax(0, 1fr);
  gap: 0.3em 1em;
}
.presenting[data-slide='wide']:has(.question:not([hidden]) .drawing) .slide-headline { font-size: 1.3em; }
.quant-scope.presenting .lesson:has(.drawing) { flex-direction: column; flex-wrap: nowrap; align-items: stretch; align-self: stretch; gap: 0.3em; min-height: 0; }
.quant-scope.presenting .lesson:has(.drawing) .before { position: static; }
.quant-scope.presenting .question:has(.drawing) { flex: 1 1 0; flex-direction: column; flex-wrap: nowrap; align-items: stretch; min-height: 0; }
.quant-scope.presenting .question:has(.drawing) > * { flex: none; }
.quant-scope.presenting .question:has(.drawing) > .drawing { flex: 1 1 0; height: auto; min-height: 5em; max-width: none; }
.quant-scope.presenting[data-slide='wide']:has(.question:not([hidden]) .drawing) .slide-numbers { grid-template-columns: auto 1fr; margin-block-start: 0.2em; font-size: 1em; }
.presenting[data-slide='wide']:has(.question:not([hidden]) .drawing) .slide-nav button { padding: 0 0.4em; font-size: 0.94em; }
/* The picture says it already. */
.guessing.presenting:has(.question:not([hidden]) .drawing) .slide-numbers { display: none; }

.presenting .slide-numbers { grid-area: numbers; display: flex; flex-wrap: wrap; gap: 0 1.1em; align-items: baseline; min-width: 0; font-size: 1.1em; }
.slide-measure { color: var(--muted); font-size: 0.75em; }
.slide-number { white-space: nowrap; max-width: 100%; overflow: hidden; text-overflow: ellipsis; }
.slide-number :is(.letter, .name) { font-weight: 700; }
.slide-number.a { color: var(--a-text); }
.slide-number.b { color: var(--b-text); }
.slide-number .name { display: inline-block; max-width: 15em; overflow: hidden; text-overflow: ellipsis; vertical-align: bottom; }
.guessing :is(.slide-number .sqnr, .slide-measure) { display: none; }

/* One control of A and one of B, in the row of the numbers, which stand one below the other to leave room. */
.quant-scope.presenting .controls { grid-area: controls; display: flex; gap: 1.6em; min-width: 0; height: auto; }
.presenting[data-slide='wide']:not([data-hides~='a'][data-hides~='b'], .guessing) .slide-numbers { display: grid; grid-template-columns: auto auto; align-items: center; line-height: 1.1; }
.presenting[data-slide='wide']:not([data-hides~='a'][data-hides~='b']) .slide-measure { grid-row: span 2; }
.quant-scope.presenting[data-slide='wide'] .controls { flex-wrap: wrap; gap: 0.15em 1.6em; }
.quant-scope.presenting[data-hides~='a'][data-hides~='b'] .controls { display: none; }
.quant-scope.presenting .panel { flex: 1 1 0; display: flex; gap: 0.5em; align-items: center; min-width: min(100%, 12em); max-width: 26em; padding: 0; border: 0; }
.quant-scope.presenting .panel:has(.choice) { flex-basis: auto; }
.quant-scope.presenting .panel > :is(.format-and-bits, .control, .rest) { display: block; flex: 1 1 auto; min-width: 0; }
.quant-scope.presenting .panel > .heading { display: block; flex: none; }
.quant-scope.presenting .panel > .heading button { display: none; }
.quant-scope.presenting .panel .control, .quant-scope.presenting .panel .format-and-bits > .control.slider { display: flex; gap: 0.6em; align-items: center; }
.quant-scope.presenting .panel .control > :is(label, .caption) { position: static; width: auto; height: auto; overflow: visible; clip-path: none; flex: none; font-size: 0.9em; }
.quant-scope.presenting .panel .control > input { flex: 1 1 3em; min-width: 3em; width: 3em; height: max(44px, 1.6em); }
.quant-scope.presenting .panel .control > output { flex: none; font-weight: 650; font-size: 1em; }
.quant-scope.presenting .panel .choice span { min-height: 0; padding: 0.35em 0.6em; font-size: 0.9em; }

.presenting[data-hides~='a.bits'] .panel.a > .format-and-bits, .presenting[data-hides~='b.bits'] .panel.b > .format-and-bits { display: none !important; }
.quant-scope.presenting .panel :is(.word, .remarks, .rest > summary, .format-and-bits > .control:not(.slider)) { display: none; }

/* The browser's own sliders and buttons do not grow with the type. */
.presenting input[type='range'] { --thumb: 1.15em; appearance: none; -webkit-appearance: none; margin: 0; background: none; color: var(--muted); }
.presenting .panel.a input[type='range'] { color: var(--a); }
.presenting .panel.b input[type='range'] { color: var(--b); }
.presenting input[type='range']::-webkit-slider-runnable-track { height: 0.3em; border-radius: 0.15em; background: var(--rule); }
.presenting input[type='range']::-moz-range-track { height: 0.3em; border-radius: 0.15em; background: var(--rule); }
.presenting input[type='range']:not(.untouched)::-webkit-slider-thumb { -webkit-appearance: none; width: var(--thumb); height: var(--thumb); margin-top: -0.425em; border: 0; border-radius: 50%; background: currentColor; }
.presenting input[type='range']:not(.untouched)::-moz-range-thumb { width: var(--thumb); height: var(--thumb); border: 0; border-radius: 50%; background: currentColor; }
.presenting :is(.question, .walk, .transport) button { min-height: max(44px, 2.2em); padding-inline: 0.9em; }
.presenting :is(.question, .transport) input[type='range'] { height: max(44px, 2.2em); }

/* Faint, and large enough for a finger. */
.presenting .slide-nav { grid-area: nav; display: flex; justify-content: end; margin-inline-end: -0.5em; }
.slide-nav button { min-width: max(44px, 2.4em); min-height: max(44px, 2.4em); padding: 0 0.6em; border-color: transparent; background: none; color: var(--muted); touch-action: manipulation; }
.slide-end { align-self: center; padding-inline: 0.6em; color: var(--muted); font-size: 0.9em; line-height: 1.2; }
.slide-end:empty { display: none; }
.slide-nav button:is(:hover, :focus-visible) { color: var(--ink); }
.slide-nav button[aria-disabled='true'] { opacity: 0.3; }

/* Letters over a picture are as large as those in it. */
.presenting .plot :is(.key-value, text) { font-size: 0.8em; }

/* Low: what is asked, the numbers and the buttons stand beside the picture. */
.presenting[data-slide='low'] .slide-headline { font-size: 1.35em; }
.quant-scope.presenting[data-slide='low']:has(:is(.question, .walk):not([hidden])) .columns {
  grid-template: 'head head' auto 'main ask' minmax(0, 1fr) 'main numbers' auto 'main controls' auto 'main nav' auto / minmax(0, 1.6fr) minmax(0, 1fr);
  gap: 0.2em 1em;
}
.presenting[data-slide='low'] .guesses label { min-height: 0; padding-block: 0.15em; }
.presenting[data-slide='low'] .slide-nav button { min-height: 44px; }

.presenting[data-slide='low'] .noted { display: none; }
/* Without a question the numbers and the buttons share a row with a control. */
.presenting[data-slide='low']:not([data-hides~='a'][data-hides~='b'], :has(:is(.question, .walk):not([hidden]))) .slide-numbers { display: grid; grid-template-columns: auto auto; line-height: 1.2; }
.presenting[data-slide='low']:not([data-hides~='a'][data-hides~='b'], :has(:is(.question, .walk):not([hidden]))) .slide-measure { grid-row: span 2; }
.quant-scope.presenting[data-slide='low'] .code-guess:is([aria-hidden], :has(> :nth-child(24))) > * { min-width: 34px; min-height: 34px; padding: 0; }

.quant-scope.presenting[data-slide='low']:has(:is(.question, .walk):not([hidden])) .controls { flex-direction: column; align-items: stretch; gap: 0; }
.quant-scope.presenting[data-slide='low'] .panel { flex: none; }

.presenting[data-slide='low'] .question:has(.drawing) > .hint:not(.key) { display: none; }
/* With the truth over what was drawn there is more to read, and a flat curve shows nothing. */
.quant-scope.presenting[data-slide='low']:has(.question:not([hidden]) > .drawing ~ .reveal) .columns {
  grid-template: 'head numbers' auto 'main ask' minmax(0, 1fr) 'main nav' auto / minmax(0, 1.35fr) minmax(0, 1fr);
}
.quant-scope.presenting[data-slide='low']:has(.question:not([hidden]) > .drawing ~ .reveal) .controls { display: none; }

/* Tall: one below the other. */
.quant-scope.presenting[data-slide='tall'] { padding-inline: 0.9em; }
.quant-scope.presenting[data-slide='tall'] .columns { grid-template: 'head' auto 'main' minmax(0, 1fr) 'ask' auto 'numbers' auto 'controls' auto 'nav' auto / minmax(0, 1fr); gap: 0.3em; }
.presenting[data-slide='tall'] .slide-headline { font-size: 1.3em; }
.quant-scope.presenting[data-slide='tall'] :is(.question:has(.drawing), .drawing) { flex: none !important; }
.quant-scope.presenting[data-slide='tall'] .question:has(.drawing) > .drawing { height: 13em; }
/* With the truth over it there is more to read: what is left goes to the picture. */
.quant-scope.presenting[data-slide='tall'] .question:has(.reveal) > .drawing { height: 9em; }
.presenting[data-slide='tall'] .question > .drawing ~ :is(.key, .measured, .reveal) { font-size: 0.87em; line-height: 1.25; }
.presenting[data-slide='tall']:has(.question:not([hidden]) > .drawing ~ .reveal) .noted, .quant-scope.presenting[data-slide='tall']:has(.question:not([hidden]) > .drawing ~ .reveal) .controls { display: none; }
.presenting[data-slide='tall']:has(.question:not([hidden]) > .drawing ~ .reveal) .slide-headline { font-size: 1.2em; }
.presenting[data-slide='tall']:has(.question:not([hidden]) > .drawing ~ .reveal) .slide-numbers { font-size: 0.95em; }
.quant-scope.presenting[data-slide='tall'] .controls { flex-direction: column; align-items: stretch; gap: 0; }
.presenting[data-slide='tall'] .slide-nav { justify-content: space-between; margin: 0; }
.presenting[data-slide='tall'] .slide-number .name { max-width: 11em; }

@media print {
  .quant-scope.presenting { height: auto; aspect-ratio: auto; overflow: visible; }
  .slide-nav { display: none !important; }
  .quant-scope.presenting .columns { display: block; }
}
`;
