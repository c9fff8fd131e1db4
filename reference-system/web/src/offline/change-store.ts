import type { Change } from './change.ts';

const databaseName = 'fieldbook';
const storeName = 'changes';

let opened: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const opening = indexedDB.open(databaseName, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(storeName, { keyPath: 'key' });
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () =>
      reject(new Error('this browser keeps no data for Fieldbook', { cause: opening.error }));
  });
  return opened;
}

async function run<T>(
  mode: IDBTransactionMode,
  action: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(storeName, mode);
    const asked = action(transaction.objectStore(storeName));
    // Done when the transaction is: a change counts as kept only when it is on disk.
    transaction.oncomplete = () => resolve(asked.result);
    transaction.onerror = () =>
      reject(new Error('the change could not be kept', { cause: transaction.error }));
    transaction.onabort = () =>
      reject(new Error('the change could not be kept', { cause: transaction.error }));
  });
}

export const changeStore = {
  all: () => run<Change[]>('readonly', (store) => store.getAll() as IDBRequest<Change[]>),
  put: (change: Change) => run('readwrite', (store) => store.put(change)),
  remove: (key: string) => run('readwrite', (store) => store.delete(key)),
};
