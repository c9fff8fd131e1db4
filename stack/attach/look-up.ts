import { Resolver, lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { StackError } from '../stack-error.ts';

/** What name servers say of a name. Empty lists: there are none; `trouble`: they did not answer. */
export interface NameRecords {
  readonly a: readonly string[];
  readonly aaaa: readonly string[];
  /** Authorities that may issue certificates, of the closest name that says any. */
  readonly caa: readonly string[];
  readonly trouble: string | undefined;
}

const timeoutMs = 3_000;
const tries = 2;
/** There is no such record, or no such name: an answer, and no trouble. */
const none = new Set(['ENODATA', 'ENOTFOUND']);

/** Asks the name servers given, or this machine's; never its hosts file, which the public does not see. */
export async function lookUp(hostName: string, servers: readonly string[]): Promise<NameRecords> {
  const resolver = new Resolver({ timeout: timeoutMs, tries });
  if (servers.length > 0) resolver.setServers(servers);
  const troubles: string[] = [];
  const ask = async <T>(what: string, question: () => Promise<readonly T[]>): Promise<readonly T[]> => {
    try {
      return await question();
    } catch (error) {
      if (!none.has(codeOf(error))) troubles.push(`${what}: ${codeOf(error)}`);
      return [];
    }
  };
  const [a, aaaa, caa] = await Promise.all([
    ask('A', () => resolver.resolve4(hostName)),
    ask('AAAA', () => resolver.resolve6(hostName)),
    ask('CAA', () => climb(hostName, async (name) => await issuers(resolver, name))),
  ]);
  return { a, aaaa, caa, trouble: troubles.length === 0 ? undefined : troubles.join(', ') };
}

/** RFC 8659: the closest name upwards that has CAA records speaks. */
async function climb(
  hostName: string,
  ask: (name: string) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const labels = hostName.split('.');
  for (let from = 0; from < labels.length - 1; from += 1) {
    try {
      const found = await ask(labels.slice(from).join('.'));
      if (found.length > 0) return found;
    } catch (error) {
      if (!none.has(codeOf(error))) throw error;
    }
  }
  return [];
}

async function issuers(resolver: Resolver, name: string): Promise<readonly string[]> {
  const records = await resolver.resolveCaa(name);
  return records.flatMap(({ issue }) => (issue === undefined ? [] : [(issue.split(';')[0] ?? '').trim()]));
}

/**
 * The address to connect to, as any program of this machine finds it.
 * @throws StackError `not-ready` where the name leads nowhere.
 */
export async function addressOf(name: string, servers: readonly string[]): Promise<string> {
  if (isIP(name) !== 0) return name;
  try {
    const [first] = servers.length > 0 ? (await lookUp(name, servers)).a : [];
    return first ?? (await lookup(name, { verbatim: false })).address;
  } catch (cause) {
    const told = `${name}: expected a name that leads to an address, got ${codeOf(cause)}`;
    throw new StackError('not-ready', `${told}; --connect <host:port> says where it is`, { cause });
  }
}

function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.message : String(error);
}
