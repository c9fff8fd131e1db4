import type { FoundDeployment } from '../../stack/attach/deployment-facts.ts';
import { greet } from '../../stack/attach/greet.ts';
import { openHttp, type HttpAnswer, type HttpClient } from '../../stack/clients/http.ts';
import type { ExecResult } from '../../stack/component.ts';
import type { HookCommand } from '../../targets/schema/hooks.ts';
import type { ContentKind } from '../../targets/schema/interface.ts';
import type { Target } from '../../targets/schema/target.ts';

/** What was seen of one deployment, by name; each is compared as text. */
export type Sightings = Readonly<Record<string, string>>;

/** Differ with every answer, or with the content, and say nothing of how a system is set up. */
const volatile =
  /^(date|age|etag|last-modified|content-length|expires|set-cookie|x-request-id|x-correlation-id|traceparent|cf-ray|server-timing|x-runtime|x-amz-.*|(x-)?ratelimit-(remaining|reset)(-.*)?|retry-after|connection|keep-alive|transfer-encoding)$/u;
/** Limits are compared by themselves. */
const ofLimits = /^((x-)?ratelimit(-limit|-policy)?(-.*)?)$/u;
const nonce = /'nonce-[^']+'/gu;

async function withClient<T>(deployment: FoundDeployment, use: (http: HttpClient) => Promise<T>): Promise<T> {
  const { hostName, endpoint, caPem } = deployment;
  const front = { host: endpoint.host, httpsPort: endpoint.port, httpPort: endpoint.port };
  const http = openHttp({ facts: { hostName, front }, access: { caPem } });
  try {
    return await use(http);
  } finally {
    await http.close();
  }
}

/** A deployment's own name is no difference. */
function plain(value: string, { hostName }: FoundDeployment): string {
  return value.replaceAll(hostName, '{host}').replaceAll(nonce, "'nonce'");
}

function headersOf(answer: HttpAnswer, wanted: (name: string) => boolean): readonly string[] {
  return Object.keys(answer.headers).filter((name) => wanted(name));
}

/** Names and values of the headers of every kind of answer that a stranger gets. */
export async function headersSeen(
  deployment: FoundDeployment,
  kinds: readonly ContentKind[],
): Promise<Sightings> {
  return await withClient(deployment, async (http) => {
    const seen: Record<string, string> = {};
    for (const { id, path: where } of kinds.filter(({ role }) => role === undefined)) {
      const path = await pathOf(where, http);
      if (path === undefined) continue;
      const answer = await http.request({ method: 'GET', path, headers: { 'accept-encoding': 'gzip' } });
      seen[`${id} status`] = String(answer.status);
      for (const name of headersOf(answer, (header) => !volatile.test(header) && !ofLimits.test(header))) {
        seen[`${id} ${name}`] = plain(answer.header(name), deployment);
      }
    }
    return seen;
  });
}

/** Names of built files differ from version to version: each deployment says its own. */
async function pathOf(where: ContentKind['path'], http: HttpClient): Promise<string | undefined> {
  if (typeof where === 'string') return where;
  const page = await http.request({ method: 'GET', path: where.on });
  return new RegExp(where.firstMatch, 'u').exec(page.text)?.[1]?.replaceAll('&amp;', '&');
}

const bodySizes = [64_000, 2_000_000, 12_000_000] as const;

/** What a deployment lets through: TLS versions, protocols, stated rates, and the size of a stranger's body. */
export async function limitsSeen(deployment: FoundDeployment, target: Target): Promise<Sightings> {
  const { endpoint, hostName, caPem } = deployment;
  const seen: Record<string, string> = {};
  for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
    const only = { minVersion: version, maxVersion: version };
    const greeting = await greet({ endpoint, hostName, caPem, ...only }).catch(() => undefined);
    seen[version] = greeting === undefined ? 'refused' : `spoken, ${greeting.application || 'no protocol'}`;
  }
  await withClient(deployment, async (http) => {
    const answer = await http.request({ method: 'GET', path: target.signIn.whoAmI.path });
    for (const name of headersOf(answer, (header) => ofLimits.test(header))) seen[name] = answer.header(name);
    for (const size of bodySizes) seen[`a body of ${size} bytes`] = await bodyAnswered(http, target, size);
  });
  return seen;
}

/** Sent without a token, where it is refused in any case: by its size, or by who sends it. */
async function bodyAnswered(http: HttpClient, { signIn }: Target, size: number): Promise<string> {
  const headers = { 'content-type': 'application/json' };
  const body = new Uint8Array(size).fill(0x20);
  try {
    const answer = await http.request({ method: 'POST', path: signIn.whoAmI.path, headers, body });
    return answer.status === 413 ? 'too large' : 'let through';
  } catch {
    // Many servers hang up on the rest of what they will not take.
    return 'too large';
  }
}

/** Names alone: a value never leaves the command's output. */
export async function environmentNames(
  { environment, hostName }: FoundDeployment,
  run: (command: HookCommand) => Promise<ExecResult>,
): Promise<Sightings> {
  if (environment === undefined) {
    const where = 'commands.environment, and compared.environment for the other';
    throw new Error(`expected a command that prints the environment of ${hostName} (the hooks’ ${where})`);
  }
  const { exitCode, stdout } = await run(environment);
  if (exitCode !== 0)
    throw new Error(`the environment of ${hostName}: expected exit code 0, got ${exitCode}`);
  const names = stdout.split('\n').flatMap((line) => /^([A-Za-z_][A-Za-z0-9_]*)(=|$)/u.exec(line)?.[1] ?? []);
  return Object.fromEntries(names.map((name) => [name, 'set']));
}
