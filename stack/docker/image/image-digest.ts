import { askEngine } from '../engine/engine-socket.ts';

/** SHA-256 of an image that this machine's engine has, as the engine says it; undefined where it has none of that name. */
export async function imageDigest(name: string): Promise<string | undefined> {
  const { status, body } = await askEngine('GET', `/images/${name}/json`);
  if (status !== 200) return undefined;
  const told: unknown = JSON.parse(body);
  const id: unknown = typeof told === 'object' && told !== null ? Reflect.get(told, 'Id') : undefined;
  return typeof id === 'string' ? /^sha256:([0-9a-f]{64})$/u.exec(id)?.[1] : undefined;
}
