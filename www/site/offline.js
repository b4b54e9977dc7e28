// Lets the site work without network after the first visit. It is not part of the element: an embed caches nothing.

if (navigator.serviceWorker) {
  // After the files of the first picture. Where it is refused (a private window, plain HTTP), the site works without it.
  const register = () =>
    navigator.serviceWorker
      .register(new URL('../service-worker.js', import.meta.url), { updateViaCache: 'none' })
      .catch(() => {});
  if (document.readyState === 'complete') register();
  else addEventListener('load', register, { once: true });
}
