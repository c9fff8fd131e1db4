import { execFile } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { assertAllowed, type LoadDestination } from '../allowed-host.ts';
import { childModule } from '../child-module.ts';
import { LoadError } from '../load-error.ts';
import { assertRepresentative, parseMix } from '../mix.ts';
import { writePlan } from '../plan-files.ts';
import { planLoad } from '../planner.ts';
import { GATE_LEAST, GATE_REQUIREMENTS, type LoadRunOptions } from '../run.ts';
import { signInAll } from '../tokens.ts';
import { partDurationS } from '../schedule.ts';
import { asYaml, keptIn, testRun, volume, type ManifestInput } from './manifests.ts';
import { digestOf, ORDER_FILE, type Order } from './order.ts';
import { keepAuthority } from './play-segment.ts';
import { readMe } from './read-me.ts';
import { tokensText } from './token-file.ts';

/** A load that is to be played in parts. */
export interface PrepareOptions extends Pick<
  LoadRunOptions,
  | 'planning'
  | 'destination'
  | 'signIn'
  | 'limits'
  | 'least'
  | 'requirements'
  | 'folder'
  | 'tokenLifetimeS'
  | 'signal'
> {
  parts: number;
  /** The k6 that makes the archive. */
  k6: string;
  /** Its version: the image that plays the parts in a cluster is of the same. */
  k6Version: string;
  golive: string;
  /** The destination's certificate is signed by an authority that machines do not know: it lies in the folder too. */
  keepsAuthority: boolean;
  /** The run whose ledger knows what the parts will write, where they write into a system that is not the run's own. */
  run?: string;
}

const partScript = fileURLToPath(childModule('../k6/part', import.meta.url));
const archiveLimitMs = 120_000;
/** Sign-ins, the copying of files and the start of pods take their time too. */
const STARTING_S = 120;

/**
 * Writes what several k6 need to play one load together: plan, feed, k6's own archive of both with the script, the
 * k6-operator's manifests, and the users' tokens in a file of their own (0600).
 * @throws LoadError where the plan cannot be made, or tokens would end while the parts play
 */
export async function prepareDistributed(options: PrepareOptions): Promise<Order> {
  const { destination, planning, folder, parts } = options;
  assertAllowed(destination.address, destination.allowedHosts);
  assertRepresentative(parseMix(planning.mix), options.requirements ?? GATE_REQUIREMENTS);
  // Arrivals alone: one part, without an extension, that execution segments cut.
  const { closed: _closed, ...open } = planning;
  const { plan, feed } = planLoad({ ...open, extension: false, origin: destination.origin });
  const lastsS = partDurationS(plan, 1);
  refuseShortTokens(options, lastsS);
  await writePlan(folder, plan, feed);
  const signedInAt = Date.now();
  const { signIn, signal } = options;
  const tokens = await signInAll({ users: plan.users, signIn, signal });
  writeFileSync(join(folder, 'tokens.env'), tokensText(tokens), { mode: 0o600 });
  if (options.keepsAuthority) keepAuthority(folder, destination.ca);
  const digest = digestOf(folder);
  const archive = join(folder, 'archive.tar');
  await makeArchive(options, archive, digest);
  const { tokenLifetimeS } = options;
  const until =
    tokenLifetimeS === undefined ? null : new Date(signedInAt + tokenLifetimeS * 1000).toISOString();
  const order: Order = {
    kind: 'golive-load',
    version: 1,
    golive: options.golive,
    target: plan.name,
    digest,
    parts,
    limits: options.limits,
    least: options.least ?? GATE_LEAST,
    createdAt: new Date().toISOString(),
    tokensUntil: until,
  };
  writeFileSync(join(folder, ORDER_FILE), `${JSON.stringify(order, null, 2)}\n`);
  writeManifests(options, { archive, digest, requests: feed.length, until });
  return order;
}

function refuseShortTokens({ tokenLifetimeS }: PrepareOptions, lastsS: number): void {
  const neededS = Math.ceil(lastsS + STARTING_S);
  if (tokenLifetimeS === undefined || tokenLifetimeS >= neededS) return;
  const message = `tokens: expected them to last ${neededS} s, since parts cannot renew them, got ${tokenLifetimeS} s`;
  throw new LoadError('plan-invalid', message);
}

/** k6's own archive: the script, what it imports, plan and feed; no token, and none of this environment. */
async function makeArchive({ k6, folder, destination }: PrepareOptions, archive: string, digest: string) {
  const words = [
    ...['archive', '--log-format', 'raw', '--no-thresholds', '-O', archive],
    ...Object.entries(scriptEnvironment(folder, destination, digest)).flatMap(([name, value]) => [
      '-e',
      `${name}=${value}`,
    ]),
    partScript,
  ];
  const home = { HOME: folder, XDG_CONFIG_HOME: folder };
  try {
    await promisify(execFile)(k6, words, { env: home, timeout: archiveLimitMs });
  } catch (cause) {
    const said = String(Object(cause)['stderr'] || cause)
      .trim()
      .split('\n')
      .slice(-3)
      .join(' ');
    throw new LoadError('generator-failed', `k6 archive: expected an archive, got: ${said}`, { cause });
  }
}

function scriptEnvironment(
  folder: string,
  destination: LoadDestination,
  digest: string,
): Record<string, string> {
  const { address, port, allowedHosts = [] } = destination;
  return {
    PLAN: folder,
    PART: '1',
    ADDRESS: `${address}:${port}`,
    SAMPLES: 'yes',
    DIGEST: digest,
    ...(allowedHosts.includes(address) ? { ALLOWED: address } : {}),
  };
}

function writeManifests(
  { folder, parts, k6Version, run, keepsAuthority }: PrepareOptions,
  made: { archive: string; digest: string; requests: number; until: string | null },
): void {
  const { archive, digest, requests, until } = made;
  const input: ManifestInput = {
    name: `golive-load-${digest.slice(0, 8)}`,
    parts,
    archiveBytes: statSync(archive).size,
    image: `grafana/k6:${k6Version}`,
    hasAuthority: keepsAuthority,
  };
  writeFileSync(join(folder, 'testrun.yaml'), asYaml([testRun(input)]));
  if (keptIn(input.archiveBytes) === 'PersistentVolumeClaim')
    writeFileSync(join(folder, 'volume.yaml'), asYaml(volume(input)));
  writeFileSync(
    join(folder, 'README.md'),
    readMe({ ...input, requests, tokensUntil: until, run: run ?? null }),
  );
}
