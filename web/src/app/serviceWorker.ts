/** Registers the service worker of the build (pwa/), and mends a tab that a newer build has overtaken. */
const RELOADED = 'guanxi.reloaded';
/** A file that is missing for another reason must not make the page load for ever. */
const AGAIN_AFTER_MS = 60_000;

export function startServiceWorker(): void {
  if (!import.meta.env.PROD) return;
  window.addEventListener('vite:preloadError', (event) => {
    const last = Number(sessionStorage.getItem(RELOADED) ?? 0);
    if (Date.now() - last < AGAIN_AFTER_MS) return;
    event.preventDefault();
    sessionStorage.setItem(RELOADED, String(Date.now()));
    window.location.reload();
  });
  if (!('serviceWorker' in navigator)) return;
  const register = () => void navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' }).catch(() => undefined);
  if (document.readyState === 'complete') register();
  else window.addEventListener('load', register, { once: true });
}
