import type { ComponentEndpoint } from '../component.ts';

const shape = /^(?:\[([0-9a-f:]+)\]|([a-z0-9.-]+)):(\d{1,5})$/iu;

/** `host:port`, `[::1]:port`. @throws Error saying what was expected. */
export function parsePlace(text: string): ComponentEndpoint {
  const [, six, name, digits] = shape.exec(text) ?? [];
  const host = six ?? name;
  const port = Number(digits);
  if (host !== undefined && port >= 1 && port <= 65_535) return { host, port };
  throw new Error(`expected host:port, got "${text}"`);
}
