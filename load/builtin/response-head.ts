/** The headers that a load driver asks about, and where they are kept. */
const fields = {
  'content-type': 'contentType',
  'content-encoding': 'contentEncoding',
  'content-length': 'contentLength',
  'transfer-encoding': 'transferEncoding',
  connection: 'connection',
  'keep-alive': 'keepAlive',
} as const;

const byName: ReadonlyMap<string, (typeof fields)[keyof typeof fields]> = new Map(Object.entries(fields));
const lengths: ReadonlySet<number> = new Set(Object.keys(fields).map((name) => name.length));

/** What of an answer's head matters to a load driver; empty where a header is not there. */
export interface ResponseHead {
  status: number;
  isHttp10: boolean;
  contentType: string;
  contentEncoding: string;
  contentLength: string;
  transferEncoding: string;
  connection: string;
  keepAlive: string;
}

/**
 * Reads a head up to its last line end. One pass, and only headers of the right length are looked at: a client
 * for everybody reads each header of each answer, which is half of its cost.
 * @throws Error where it is no HTTP/1 answer
 */
export function readHead(text: string): ResponseHead {
  const status = Number(text.slice(9, 12));
  if (!text.startsWith('HTTP/1.') || !(status >= 100 && status <= 599))
    throw new Error(`expected an HTTP/1.1 answer, got ${JSON.stringify(text.slice(0, 40))}`);
  const head: ResponseHead = {
    status,
    isHttp10: text.startsWith('HTTP/1.0'),
    contentType: '',
    contentEncoding: '',
    contentLength: '',
    transferEncoding: '',
    connection: '',
    keepAlive: '',
  };
  let from = text.indexOf('\r\n') + 2;
  while (from < text.length) {
    const end = text.indexOf('\r\n', from);
    note(head, text, from, end < 0 ? text.length : end);
    from = end < 0 ? text.length : end + 2;
  }
  return head;
}

/** Of a header that is there twice, the first counts. */
function note(head: ResponseHead, text: string, from: number, end: number): void {
  const colon = text.indexOf(':', from);
  if (colon > end || !lengths.has(colon - from)) return;
  const field = byName.get(text.slice(from, colon).toLowerCase());
  if (field !== undefined && head[field] === '') head[field] = text.slice(colon + 1, end).trim();
}
