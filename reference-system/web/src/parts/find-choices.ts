import { getJson } from '../api/client.ts';
import type { Customer, Item, Page, WorkOrder } from '../api/types.ts';
import type { Choice } from './combobox.tsx';

/**
 * Searches one list of the API. Without a connection, the first hundred of the list, as last seen, are
 * searched here: that is what a technician in a cellar has.
 */
function finder<T>(list: string, toChoice: (row: T) => Choice): (typed: string) => Promise<Choice[]> {
  const separator = list.includes('?') ? '&' : '?';
  const first = `${list}${separator}pageSize=100`;
  return async (typed) => {
    const wanted = typed.trim();
    try {
      if (wanted !== '') {
        const found = await getJson<Page<T>>(
          `${list}${separator}pageSize=20&q=${encodeURIComponent(wanted)}`,
        );
        return found.items.map(toChoice);
      }
    } catch {
      // Offline: search what was last seen.
    }
    try {
      const seen = (await getJson<Page<T>>(first)).items.map(toChoice);
      const match = wanted.toLowerCase();
      return seen.filter((choice) => `${choice.text} ${choice.detail ?? ''}`.toLowerCase().includes(match));
    } catch {
      return [];
    }
  };
}

export const customerChoice = (customer: Pick<Customer, 'id' | 'name' | 'address'>): Choice => ({
  id: customer.id,
  text: customer.name,
  detail: customer.address,
});
export const jobChoice = (job: Pick<WorkOrder, 'id' | 'number' | 'title' | 'customerName'>): Choice => ({
  id: job.id,
  text: `${job.number} ${job.title}`,
  detail: job.customerName,
});
export const itemChoice = (item: Pick<Item, 'id' | 'name' | 'sku' | 'onHand' | 'unit'>): Choice => ({
  id: item.id,
  text: item.name,
  detail: `${item.sku}, ${item.onHand} ${item.unit} on hand`,
});

export const findCustomers = finder<Customer>('/api/customers', customerChoice);
export const findJobs = finder<WorkOrder>('/api/work-orders', jobChoice);
export const findCompletedJobs = finder<WorkOrder>('/api/work-orders?status=completed', jobChoice);
export const findItems = finder<Item>('/api/items', itemChoice);

/** Loads the lists that forms need, so that they can be filled in later without a connection. */
export async function keepChoicesForOffline(lists: readonly string[]): Promise<void> {
  for (const list of lists) {
    try {
      await getJson(`${list}?pageSize=100`, { quiet: true });
    } catch {
      return;
    }
  }
}
