import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { watchProcess } from '../k6/cpu-of.ts';
import { LoadError } from '../load-error.ts';
import { partDurationS } from '../schedule.ts';
import { writePartFile, type PartFile } from './part-file.ts';
import { readPartLog, type Dealt } from './read-part-log.ts';
import { segmentOf, type PartOf } from './segment.ts';
import { readTokenFile } from './token-file.ts';

export interface PlaySegment {
  /** What `golive load --distributed` wrote. */
  folder: string;
  part: PartOf;
  dealt: Dealt;
  k6: string;
  /** Where requests come from; the machine's own address if left out. */
  sourceAddresses?: readonly string[];
  /** Why a calibration of this machine refused, where one did. */
  calibrationRefusal?: string | undefined;
  /** Variables by which whoever cleans up after a killed run finds its k6. */
  tags?: Readonly<Record<string, string>>;
  signal: AbortSignal;
}

/** Thresholds of the script crossed: what they say is Golive's to judge. */
const CROSSED = 99;
const WATCH_MS = 100;
const STARTING_MS = 60_000;

/** Plays one part with k6 on this machine, and writes its histograms to part-<i>.json. The k6 ends with the signal. */
export async function playSegment(options: PlaySegment): Promise<PartFile> {
  const { folder, part, dealt } = options;
  const log = join(folder, `part-${part.index}.log`);
  const used = await runK6(options, log);
  const refusal = options.calibrationRefusal;
  const read: PartFile = {
    ...readPartLog(log, dealt),
    ...(used && { generator: used }),
    ...(refusal === undefined ? {} : { calibrationRefusal: refusal }),
  };
  writePartFile(join(folder, `part-${part.index}.json`), read);
  // The same, at a hundred times the size.
  rmSync(log);
  return read;
}

async function runK6(options: PlaySegment, log: string): Promise<PartFile['generator']> {
  const { folder, k6, signal, dealt, part } = options;
  const output = openSync(log, 'w');
  const limitMs = Math.ceil(partDurationS(dealt.plan, 1) * 1000) + dealt.plan.requestTimeoutMs + STARTING_MS;
  const startedAt = performance.now();
  const child = spawn(k6, argumentsOf(options), {
    stdio: ['ignore', output, output],
    env: { ...environmentOf(folder), ...options.tags },
    signal: AbortSignal.any([signal, AbortSignal.timeout(limitMs)]),
    killSignal: 'SIGKILL',
  });
  const look = watchProcess(child.pid ?? 0);
  const watch = setInterval(look, WATCH_MS);
  try {
    const [code] = (await once(child, 'close')) as [number | null];
    if (code !== 0 && code !== CROSSED)
      throw new LoadError(
        'generator-failed',
        `part ${part.index}: k6: expected exit code 0, got ${code}; see ${log}`,
      );
  } catch (cause) {
    if (signal.aborted) throw new LoadError('aborted', 'load: stopped while playing', { cause });
    if (cause instanceof LoadError) throw cause;
    throw new LoadError('generator-failed', `part ${part.index}: k6: ${String(cause)}`, { cause });
  } finally {
    clearInterval(watch);
    closeSync(output);
  }
  const used = look();
  const elapsedMs = Math.max(1, performance.now() - startedAt);
  return used && { ...used, cpuShare: used.cpuMs / elapsedMs / availableParallelism() };
}

function argumentsOf({ folder, part, sourceAddresses = [] }: PlaySegment): string[] {
  const { segment, sequence } = segmentOf(part);
  return [
    ...['run', '--quiet', '--no-usage-report', '--address', '', '--log-format', 'raw', '--no-thresholds'],
    ...(part.of > 1 ? ['--execution-segment', segment, '--execution-segment-sequence', sequence] : []),
    ...(sourceAddresses.length === 0 ? [] : ['--local-ips', sourceAddresses.join(',')]),
    join(folder, 'archive.tar'),
  ];
}

/** All of k6's environment: the tokens, and the authority of a certificate where the folder holds one. */
function environmentOf(folder: string): Record<string, string> {
  const ca = join(folder, 'ca.pem');
  return {
    HOME: folder,
    XDG_CONFIG_HOME: folder,
    ...readTokenFile(join(folder, 'tokens.env')),
    ...(existsSync(ca) ? { SSL_CERT_FILE: ca } : {}),
  };
}

/** The authority that signed the destination's certificate, where it is none that machines know. */
export function keepAuthority(folder: string, ca: string | undefined): void {
  if (ca !== undefined) writeFileSync(join(folder, 'ca.pem'), ca);
}
