// A component as it is imported on the server, to render a page, and in the browser.

import 'quant-scope';

export function scope({ a, b }) {
  return `<quant-scope a="${a}" b="${b}" hide="all,-a.bits,-scoreboard"><p>${a} and ${b}</p></quant-scope>`;
}
