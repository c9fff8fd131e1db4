/** The value at a JSON pointer (RFC 6901), or undefined where there is none. */
export function readPointer(value: unknown, pointer: string): unknown {
  if (pointer === '') return value;
  let here: unknown = value;
  for (const part of pointer.slice(1).split('/')) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof here !== 'object' || here === null || !(key in here)) return undefined;
    here = Reflect.get(here, key);
  }
  return here;
}

/** As text, the way a row or a screen would be compared with it. */
export function asText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
