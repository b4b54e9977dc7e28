// Lets the site work without network after the first visit. It is not part of the element: an embed caches nothing.

if (navigator.serviceWorker) {
  // Behind the first picture: the browser would fetch and store the whole site while the picture is made. Where there is no picture the
  // page says why, and the site is stored all the same. Where storing is refused (a private window, plain HTTP), the site works without.
  const shown = customElements.whenDefined('quant-scope').then(() => {
    const element = /** @type {import('../quant-scope.js').QuantScope|null} */ (document.querySelector('quant-scope'));
    return element?.ready.catch(() => {});
  });
  void shown.then(() =>
    navigator.serviceWorker
      .register(new URL('../service-worker.js', import.meta.url), { updateViaCache: 'none' })
      .catch(() => {}),
  );
}
