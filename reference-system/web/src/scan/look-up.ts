import { ApiError } from '../api/api-error.ts';
import { getJson } from '../api/client.ts';
import { ConnectionError } from '../api/connection-error.ts';
import type { Item, Page } from '../api/types.ts';

/** The item with a barcode, null when no item has it. Offline: among the items last seen on this phone. */
export async function lookUp(barcode: string): Promise<Item | null> {
  try {
    return await getJson<Item>(`/api/items/by-barcode/${encodeURIComponent(barcode)}`);
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null;
    if (!(error instanceof ConnectionError)) throw error;
    const seen = await getJson<Page<Item>>('/api/items?pageSize=100');
    const item = seen.items.find((candidate) => candidate.barcode === barcode);
    if (!item)
      throw new Error('You are offline, and this barcode was not seen on this phone yet.', { cause: error });
    return item;
  }
}
