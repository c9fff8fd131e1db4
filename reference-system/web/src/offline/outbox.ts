import { ApiError } from '../api/api-error.ts';
import { ConnectionError } from '../api/connection-error.ts';
import { sendJson } from '../api/client.ts';
import { uploadPhoto } from '../api/upload.ts';
import { createStore } from '../parts/store.ts';
import { showToast } from '../parts/toast-store.ts';
import { currentSession } from '../session/session.ts';
import { changeStore } from './change-store.ts';
import { deliverable, subjectOf, type Change, type NewChange } from './change.ts';

/** Everything of the signed-in person that the server does not have yet. */
export const waitingStore = createStore<Change[]>([]);
/** Counts up whenever waiting changes were delivered; pages load their data anew on it. */
export const deliveredStore = createStore(0);

const neighbours = 'BroadcastChannel' in globalThis ? new BroadcastChannel('fieldbook-changes') : undefined;
const retryEveryMs = 15_000;

export type Submitted<T> = { state: 'saved'; answer: T } | { state: 'queued' };

/**
 * Sends a change now, or keeps it for later when no connection is there. Throws ApiError when the server refuses.
 * The key is made before the first attempt: an answer lost on the way cannot make a second work order.
 */
export async function submit<T>(
  made: NewChange,
  onProgress?: (share: number) => void,
): Promise<Submitted<T>> {
  const session = currentSession();
  if (!session) throw new Error('expected a signed-in person, got none');
  const change: Change = {
    ...made,
    key: crypto.randomUUID(),
    userId: session.user.id,
    madeAt: new Date().toISOString(),
    state: 'waiting',
  };
  const queuedBefore = waitingStore.get().some((other) => subjectOf(other) === subjectOf(change));
  try {
    if (!queuedBefore) return { state: 'saved', answer: await send<T>(change, onProgress) };
  } catch (error) {
    if (!isUnreachable(error)) throw error;
  }
  await changeStore.put(change);
  await readWaiting();
  if (queuedBefore) void deliverWaiting();
  return { state: 'queued' };
}

/** No answer, or an answer of a proxy whose server is away: the change may be sent again under its key. */
function isUnreachable(error: unknown): boolean {
  return (
    error instanceof ConnectionError || (error instanceof ApiError && [502, 503, 504].includes(error.status))
  );
}

function send<T>(change: Change, onProgress?: (share: number) => void): Promise<T> {
  const { method, path, body, key, photo } = change;
  if (photo)
    return uploadPhoto({ path, photo, idempotencyKey: key, ...(onProgress && { onProgress }) }) as Promise<T>;
  return sendJson<T>({ method, path, body, idempotencyKey: key });
}

export async function readWaiting(): Promise<void> {
  const userId = currentSession()?.user.id;
  const own = (await changeStore.all()).filter((change) => change.userId === userId);
  waitingStore.set(own.sort((a, b) => a.madeAt.localeCompare(b.madeAt)));
}

let delivering: Promise<void> | undefined;

/** Delivers what waits, oldest first, one at a time, in one tab at a time. */
export function deliverWaiting(): Promise<void> {
  const once = () => deliverAll().finally(() => (delivering = undefined));
  delivering ??= navigator.locks ? navigator.locks.request('fieldbook-outbox', once) : once();
  return delivering;
}

async function deliverAll(): Promise<void> {
  await readWaiting();
  const session = currentSession();
  const due = session ? deliverable(waitingStore.get(), session.user.id) : [];
  let sent = 0;
  for (const change of due) {
    const outcome = await deliverOne(change);
    if (outcome === 'later') break;
    if (outcome === 'sent') sent++;
  }
  await readWaiting();
  neighbours?.postMessage('changed');
  if (sent === 0) return;
  deliveredStore.set(deliveredStore.get() + 1);
  showToast(sent === 1 ? '1 waiting change was sent' : `${sent} waiting changes were sent`);
}

async function deliverOne(change: Change): Promise<'sent' | 'refused' | 'later'> {
  try {
    await send(change);
    await changeStore.remove(change.key);
    return 'sent';
  } catch (error) {
    if (!(error instanceof ApiError) || error.status >= 500 || [401, 408, 429].includes(error.status))
      return 'later';
    const isStale = error.code === 'version_conflict';
    await changeStore.put({
      ...change,
      state: isStale ? 'conflict' : 'refused',
      refusal: error.message,
      ...(error.currentVersion !== undefined && { currentVersion: error.currentVersion }),
    });
    return 'refused';
  }
}

/** Takes a change out for good; only ever at the person's word. */
export async function discardChange(change: Change): Promise<void> {
  await changeStore.remove(change.key);
  await readWaiting();
}

/** Sends a refused change again, on top of the version that the server has now, under a new key. */
export async function insistOnChange(change: Change): Promise<void> {
  const { refusal: _refusal, currentVersion, ...rest } = change;
  const body =
    currentVersion === undefined ? change.body : { ...(change.body as object), version: currentVersion };
  await changeStore.put({ ...rest, body, state: 'waiting', key: crypto.randomUUID() });
  await changeStore.remove(change.key);
  await deliverWaiting();
}

/** Delivers at the start, when the network returns, when the app is opened again, and every so often. */
export function startDelivering(): void {
  const soon = () => {
    if (waitingStore.get().some(({ state }) => state === 'waiting')) void deliverWaiting();
  };
  addEventListener('online', soon);
  document.addEventListener('visibilitychange', soon);
  setInterval(soon, retryEveryMs);
  neighbours?.addEventListener('message', () => void readWaiting());
  void readWaiting().then(soon);
}
