import { onPress, show, tell } from './tell.ts';

/** One value in IndexedDB: written where one is given, and read back. */
async function stored(value?: string): Promise<unknown> {
  return await new Promise((resolve, reject) => {
    const opening = indexedDB.open('golive', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('kept');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const transaction = opening.result.transaction('kept', value === undefined ? 'readonly' : 'readwrite');
      const kept = transaction.objectStore('kept');
      const reading = value === undefined ? kept.get('value') : kept.put(value, 'value');
      transaction.oncomplete = () => resolve(value ?? reading.result);
      transaction.onerror = () => reject(transaction.error);
    };
  });
}

/** Whether the server answers just now; what the service worker keeps does not count. */
async function isReached(): Promise<boolean> {
  return await fetch('ping', { method: 'POST' }).then(
    ({ ok }) => ok,
    () => false,
  );
}

/** Asks for storage that stays, writes a value, loads the page anew; the page that comes then looks. */
function storageStep(): void {
  onPress('storage', async () => {
    const value = crypto.randomUUID();
    await navigator.storage.persist?.();
    await stored(value);
    localStorage.setItem('golive-expects', value);
    location.reload();
    return { outcome: 'inconclusive', reason: 'the page is loaded anew' };
  });
}

async function lookAtStorage(): Promise<void> {
  const expected = localStorage.getItem('golive-expects');
  if (expected === null) return;
  const kept = (await stored()) === expected;
  const persisted = (await navigator.storage.persisted?.()) ?? null;
  const { quota = null } = (await navigator.storage.estimate?.()) ?? {};
  show('storage', await tell('steps/storage', { kept, persisted, quotaBytes: quota }));
  localStorage.removeItem('golive-expects');
}

/** In flight mode the page is loaded anew; that it runs at all then is the answer, told when the network is back. */
function offlineStep(): void {
  onPress('offline', async () => {
    await navigator.serviceWorker.ready;
    if (await isReached()) {
      return {
        outcome: 'inconclusive',
        reason: 'the network is still there: turn on flight mode, and press again',
      };
    }
    localStorage.setItem('golive-offline', 'pressed');
    location.reload();
    return { outcome: 'inconclusive', reason: 'the page is loaded anew' };
  });
}

async function lookAtOffline(): Promise<void> {
  const stands = localStorage.getItem('golive-offline');
  if (stands === null) return;
  const reached = await isReached();
  if (stands === 'pressed') {
    const controlled = navigator.serviceWorker.controller !== null;
    localStorage.setItem('golive-offline', JSON.stringify({ reached, controlled }));
  }
  if (!reached) {
    show('offline', {
      outcome: 'inconclusive',
      reason: 'it opened without network; turn flight mode off again',
    });
    return;
  }
  show('offline', await tell('steps/offline', JSON.parse(localStorage.getItem('golive-offline') ?? '{}')));
  localStorage.removeItem('golive-offline');
}

/** Told by the page itself, in whatever window it was opened. */
async function lookAtWindow(): Promise<void> {
  const modes = ['standalone', 'fullscreen', 'minimal-ui', 'browser'];
  const displayMode = modes.find((mode) => matchMedia(`(display-mode: ${mode})`).matches) ?? 'unknown';
  if (displayMode === 'browser' || displayMode === 'unknown') return;
  show('standalone', await tell('steps/standalone', { displayMode }));
}

/** What the page did before it was loaded anew is looked at now. Rejects without network: there is nothing to tell yet. */
export async function lookBack(): Promise<void> {
  await lookAtStorage();
  await lookAtOffline();
  await lookAtWindow();
}

/** Storage, offline and window. */
export function keepingSteps(): void {
  storageStep();
  offlineStep();
  const tryLook = (): void => void lookBack().catch(() => undefined);
  addEventListener('online', tryLook);
  tryLook();
}

/** Everything above that runs in the page, for page-script.ts. */
export const keepingFunctions = [
  stored,
  isReached,
  storageStep,
  lookAtStorage,
  offlineStep,
  lookAtOffline,
  lookAtWindow,
  lookBack,
  keepingSteps,
] as const;
