import { createStore } from '../parts/store.ts';
import { loadAnewOnNextPage } from '../routing/location.ts';

/** True once a newer version took over while this page still runs the old one. */
export const newVersionStore = createStore(false);

const checkEveryMs = 30 * 60_000;

/** Registers the service worker and looks for a newer version now and then, also in an app that is never closed. */
export async function startUpdates(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  // The first take-over is the installation, not an update.
  let isInstallation = navigator.serviceWorker.controller === null;
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (isInstallation) {
      isInstallation = false;
      return;
    }
    newVersionStore.set(true);
    loadAnewOnNextPage();
  });
  const registration = await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' });
  const check = () => void registration.update().catch(() => undefined);
  setInterval(check, checkEveryMs);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') check();
  });
}
