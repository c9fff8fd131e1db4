import { createStore } from './store.ts';

export interface Toast {
  id: number;
  text: string;
}

export const toastStore = createStore<Toast[]>([]);
const shownForMs = 5_000;
let lastId = 0;

/** Says a short sentence at the foot of the screen for five seconds. */
export function showToast(text: string): void {
  const id = ++lastId;
  toastStore.set([...toastStore.get().filter((toast) => toast.text !== text), { id, text }]);
  setTimeout(() => toastStore.set(toastStore.get().filter((toast) => toast.id !== id)), shownForMs);
}

/** What to say after a change was handed over. */
export function toastFor(state: 'saved' | 'queued'): string {
  return state === 'saved' ? 'Saved' : 'Waiting to be sent';
}
