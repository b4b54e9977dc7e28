// What the benches in a browser share.

/** Chromium in a container, as root and without a display, that calls nobody. */
export const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The middle of some times, and what 95 in 100 do not exceed. @param {readonly number[]} times */
export function quantiles(times) {
  const sorted = times.toSorted((p, q) => p - q);
  const quantile = (/** @type {number} */ p) => sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))];
  return { p50: quantile(0.5), p95: quantile(0.95) };
}

/** In the page: milliseconds from navigation until the first picture is painted. */
export async function firstPicture() {
  await customElements.whenDefined('quant-scope');
  await /** @type {any} */ (document.querySelector('quant-scope')).ready;
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  return performance.now();
}
