// The frame for other pages: the element as the fragment says, which is read and never written, with a way to the whole
// page; it and the page around it tell each other what framing.js says.

import { heard, heightMessages, heightTeller } from './framing.js';
import { whenNear } from './nearness.js';
import { QuantScope } from '../quant-scope.js';
import { followUrl, here, nameDocument } from './url.js';

/** A frame may be of any height, or of none yet; below this a picture would be cut off. */
const LOWEST = 600;

const element = document.querySelector('quant-scope');

if (element instanceof QuantScope) {
  // Pictures are as high as the window allows. A frame that is made as high as what is in it would grow without end.
  element.style.setProperty('--quant-scope-window', `${Math.max(LOWEST, innerHeight)}px`);
  // The whole page lies in the same folder.
  element.setAttribute('page', new URL('.', here()).href);
  nameDocument(element);
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
  // A height is no secret: whoever holds the frame may know it.
  const tell = heightTeller((height) =>
    heightMessages(here(), height).forEach((message) => parent.postMessage(message, '*')),
  );
  new ResizeObserver(() => tell(element.getBoundingClientRect().height)).observe(element);
  addEventListener('message', (event) => {
    const asked = heard(event, parent);
    if (asked?.do === 'pause') element.pause();
    else if (asked) load();
    // What it cannot show is said in the element.
    if (asked?.do === 'set') element.setState(asked.state).catch(() => {});
  });
}
