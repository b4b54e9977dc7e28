// The messages between a frame and the page around it.
//
// A frame reports its height in the two formats that hosts understand without knowing the frame: Embedly's and AMP's. It listens only
// to the page that holds it, and only to three messages: Reveal.js's `slide:start` and `slide:stop`, and a change of the state. All
// other messages are ignored.

/** @typedef {import('../state/state.js').State} State */
/** @typedef {{do: 'load'}|{do: 'pause'}|{do: 'set', state: Partial<State>}} Heard */

/** The message that sets some keys of the state: `{type, state: {a: 'int4', …}}`. */
export const SET = 'quant-scope:set';

/** The messages that report a height, in CSS pixels. @param {string} address of the frame @param {number} height @returns {unknown[]} */
export function heightMessages(address, height) {
  return [
    JSON.stringify({ src: address, context: 'iframe.resize', height }),
    { sentinel: 'amp', type: 'embed-size', height },
  ];
}

/** Reports each height that differs from the last, in whole pixels. @param {(height: number) => void} report */
export function heightReporter(report) {
  let last = 0;
  return (/** @type {number} */ height) => {
    const whole = Math.ceil(height);
    if (whole === last || whole === 0) return;
    last = whole;
    report(whole);
  };
}

/**
 * What a message asks for; null for any other message.
 * @param {{source: unknown, data: unknown}} message @param {unknown} parent the window that holds the frame
 * @returns {Heard|null}
 */
export function heard({ source, data }, parent) {
  if (source !== parent) return null;
  if (data === 'slide:start') return { do: 'load' };
  if (data === 'slide:stop') return { do: 'pause' };
  if (!isRecord(data) || data.type !== SET || Object.keys(data).sort().join() !== 'state,type') return null;
  const { state } = data;
  if (
    !isRecord(state) ||
    !Object.values(state).every((value) => typeof value === 'string' || typeof value === 'number')
  )
    return null;
  return { do: 'set', state };
}

/** @param {unknown} value @returns {value is Record<string, any>} */
function isRecord(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
