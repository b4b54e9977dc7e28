// The frame for other pages: the element in the state of the fragment, which is read and never written, with a way to the whole page.
// The frame and the page around it exchange the messages of framing.js.

import { heard, heightMessages, heightReporter } from './framing.js';
import { whenNear } from './nearness.js';
import { QuantScope } from '../quant-scope.js';
import { undoFromAnywhere } from '../element/undo-keys.js';
import { ownAllErrors } from '../element/unforeseen.js';
import { followUrl, nameDocument } from './bound.js';
import { here } from './url.js';

/** The least height to lay out for: a frame can have any height, or none yet, and a picture would be cut off. */
const LOWEST = 600;

const element = document.querySelector('quant-scope');
ownAllErrors();

if (element instanceof QuantScope) {
  // Pictures are as high as the window allows, so a frame that its host makes as high as its contents would grow without end.
  element.style.setProperty('--quant-scope-window', `${Math.max(LOWEST, innerHeight)}px`);
  // The whole page lies in the same folder.
  element.setAttribute('page', new URL('.', here()).href);
  nameDocument(element);
  undoFromAnywhere(element);
  let loaded = false;
  const load = () => {
    if (!loaded) followUrl(element);
    loaded = true;
  };
  whenNear(element, load, new AbortController().signal);
  if (parent !== window) talk(element, load);
}

/** @param {QuantScope} element @param {() => void} load */
function talk(element, load) {
  // A height is no secret: any page that holds the frame may know it.
  const report = heightReporter((height) =>
    heightMessages(here(), height).forEach((message) => parent.postMessage(message, '*')),
  );
  new ResizeObserver(() => report(element.getBoundingClientRect().height)).observe(element);
  addEventListener('message', (event) => {
    const asked = heard(event, parent);
    if (asked?.do === 'pause') element.pause();
    else if (asked) load();
    // The element itself says what it cannot show.
    if (asked?.do === 'set') element.setState(asked.state).catch(() => {});
  });
}
