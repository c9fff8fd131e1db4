import { createStore } from '../parts/store.ts';

/** The browser's offer to install the app, where it makes one (Chromium). */
interface InstallPrompt extends Event {
  prompt(): Promise<{ outcome: 'accepted' | 'dismissed' }>;
}

export const installOfferStore = createStore<InstallPrompt | null>(null);

export function watchInstallOffer(): void {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    installOfferStore.set(event as InstallPrompt);
  });
  addEventListener('appinstalled', () => installOfferStore.set(null));
}

export function isInstalled(): boolean {
  return (
    matchMedia('(display-mode: standalone)').matches ||
    ('standalone' in navigator && navigator.standalone === true)
  );
}

/** iPhones and iPads never offer; the person installs by the Share menu. */
export function isApple(): boolean {
  return (
    /iPhone|iPad|iPod/.test(navigator.userAgent) ||
    (navigator.userAgent.includes('Mac') && navigator.maxTouchPoints > 1)
  );
}
