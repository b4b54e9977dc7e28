// Strings that would be markup, code or another address if they were not taken as text.

import { defaults } from '../../www/state/state.js';

export const HOSTILE = Object.freeze([
  '"><script>alert(1)</script>',
  "' onload='alert(1)",
  '</script><img src=x onerror=alert(1)>',
  '</textarea></iframe><!--',
  'x](javascript:alert(1))',
  ')[x](javascript:alert(1)',
  'x <javascript:alert(1)>`__ `y',
  '`code` *a* **b** _c_ __d__ |e| ~~f~~ <g> :role:`h`',
  'two\nlines\r\n\n.. raw:: html\n\n   <b>',
  '# heading\n> quote\n- item',
  '&lt;b&gt; &amp; &copy=1 &#106;',
  '\\" \\] \\` \\',
  '%22%3E%3Cscript%3E %zz 100%',
  'a\u202Etxt.exe \u2066x\u2069 \u200F\u200B\u2028\u2029',
  '层 1, é, 😀, \u0085',
  'ends with_',
  'ends (with a bracket',
  '#&=?a=int8&b=int2',
  '{{constructor}} ${1} $$x$$',
]);

/** States with such a string in each place that takes any text. */
export const HOSTILE_STATES = HOSTILE.flatMap((text) =>
  [{ data: `file(${text})` }, { a: text, b: text }, { list: text, hide: 'data,b' }].map((part) => ({
    ...defaults(),
    ...part,
  })),
);
