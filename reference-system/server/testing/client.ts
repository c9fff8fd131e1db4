import type { Customer, ErrorBody, Item, WorkOrder } from '../contract.ts';

export interface Answer<T> {
  status: number;
  body: T;
  headers: Headers;
}

export interface ApiClient {
  get<T>(path: string): Promise<Answer<T>>;
  post<T>(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<T>>;
  patch<T>(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<T>>;
}

/** Calls the API as one person; without a token as nobody. */
export const clientFor = (url: string, token?: string): ApiClient => {
  const call = async <T>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> => {
    const form = body instanceof FormData;
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers },
      ...(body === undefined
        ? {}
        : { body: form ? body : typeof body === 'string' ? body : JSON.stringify(body) }),
      signal: AbortSignal.timeout(15_000),
    });
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.startsWith('application/json');
    return { status: answer.status, body: (isJson ? JSON.parse(text) : text) as T, headers: answer.headers };
  };
  return {
    get: (path) => call('GET', path),
    post: (path, body, headers) => call('POST', path, body ?? {}, headers),
    patch: (path, body, headers) => call('PATCH', path, body ?? {}, headers),
  };
};

export const codeOf = (answer: Answer<unknown>): string => (answer.body as ErrorBody).error.code;

export const addCustomer = async (api: ApiClient, name = 'Mrs Whitlock'): Promise<Customer> =>
  (await api.post<Customer>('/api/customers', { name })).body;

export const addWorkOrder = async (
  api: ApiClient,
  customerId: string,
  more: object = {},
): Promise<WorkOrder> =>
  (await api.post<WorkOrder>('/api/work-orders', { title: 'Fit RCD', customerId, ...more })).body;

export const addItem = async (api: ApiClient, sku: string, onHand: number): Promise<Item> =>
  (
    await api.post<Item>('/api/items', {
      sku,
      name: `Item ${sku}`,
      barcode: sku,
      barcodeType: 'code128',
      onHand,
      unitPriceCents: 250,
    })
  ).body;

/** A PNG of 2 x 2 pixels. */
export const smallPng = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAE0lEQVR4nGNkZGJmYmZkZGRkAAABHAA5YvFBTwAAAABJRU5ErkJggg==',
  'base64',
);
