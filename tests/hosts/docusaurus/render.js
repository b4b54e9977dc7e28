// Renders the page on the server, where there is no window.

import { scope } from './component.js';

console.log(`<!doctype html>
<html lang="en" data-theme="light">
  <head>
    <meta charset="utf-8" />
    <title>Quantization</title>
    <link rel="icon" href="data:," />
    <style>body { background: #fff } [data-theme='dark'] body { background: #1b1b1d; color: #eee; transition: background-color 0.2s }</style>
    <script type="importmap">{ "imports": { "quant-scope": "./quant-scope/quant-scope.js" } }</script>
    <script type="module" src="component.js"></script>
  </head>
  <body>${scope({ a: 'int4', b: 'int4:asym' })}</body>
</html>`);
