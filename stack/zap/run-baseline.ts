import { chmod, mkdtemp, readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';

import { labelsOf } from '../docker/engine/labels.ts';
import type { StackFacts } from '../facts.ts';
import { openDockerClient, type DockerClient } from '../images/docker-client.ts';
import { StackError } from '../stack-error.ts';
import type { Machine } from '../tools/index.ts';
import { lastLines } from '../tools/run-program.ts';
import { hostInUrl } from '../url-host.ts';
import { findZapImage, type ZapImage } from './zap-image.ts';
import { readZapReport, type ZapReport } from './zap-report.ts';

/** Minutes that its spider may take, and then its start and its rules. */
const spiderMinutes = 1;
const waitMinutes = 2;
/** From the start of its container to its end. */
export const baselineLimitMs = 240_000;
const reportName = 'zap.json';
/** Nothing found, something that it would fail, something that it would warn of; 3 is whatever kept it from looking. */
const lookedCodes: readonly number[] = [0, 1, 2];

/** `absent`: no engine or no image, so that nobody was asked. `failed`: it was asked, and there is no report. */
export type Baseline =
  | {
      readonly outcome: 'reported';
      readonly image: ZapImage;
      readonly report: ZapReport;
      /** The file that ZAP wrote. */
      readonly file: string;
    }
  | { readonly outcome: 'absent' | 'failed'; readonly why: string };

export interface BaselineOptions {
  readonly machine: Machine;
  /** Opened on the machine's engine where it is left out. */
  readonly docker?: DockerClient;
  readonly facts: Pick<StackFacts, 'run' | 'name' | 'front' | 'hostName'>;
  /** Its report is written below it. */
  readonly folder: string;
  readonly limitMs?: number;
}

/**
 * Lets ZAP's baseline look at the front door: its spider follows links as a stranger, sends no form, and its passive
 * rules judge what came. It runs in the host's own network, so that no interface comes or goes beside the phones.
 */
export async function runBaseline(options: BaselineOptions): Promise<Baseline> {
  const { machine } = options;
  if (machine.platform !== 'linux') {
    return {
      outcome: 'absent',
      why: `ZAP reaches the front door from an engine on Linux, got ${machine.platform}`,
    };
  }
  const docker = options.docker ?? (await openDocker(machine));
  if (typeof docker === 'string') return { outcome: 'absent', why: docker };
  const found = await findZapImage(docker, { report: () => undefined });
  if (found.outcome !== 'ready') return found;
  return await scan(docker, found.image, options);
}

/** The engine's client, or why there is none. */
async function openDocker(machine: Machine): Promise<DockerClient | string> {
  try {
    return await openDockerClient(machine);
  } catch (error) {
    if (error instanceof StackError) return error.message;
    throw error;
  }
}

async function scan(docker: DockerClient, image: ZapImage, options: BaselineOptions): Promise<Baseline> {
  const { facts, folder, limitMs = baselineLimitMs } = options;
  const place = await mkdtemp(join(folder, 'zap-'));
  // ZAP is another user there; the folders above are the run's alone.
  await chmod(place, 0o777);
  const name = `golive-zap-${place.slice(-6)}-${process.pid}`;
  let isLate = false;
  const late = setTimeout(() => {
    isLate = true;
    void docker.ask(['rm', '--force', name], 20_000);
  }, limitMs);
  try {
    const words = await containerWords(facts, place, name);
    const said = await docker.ask([...words, image.reference, ...zapWords(facts)], limitMs);
    const file = join(place, reportName);
    const report = readZapReport(await readFile(file, 'utf8').catch(() => ''));
    // It lists a site that it could not reach, too, and without an alert.
    const hasLooked = said.exitCode !== undefined && lookedCodes.includes(said.exitCode);
    if (report !== undefined && hasLooked && !isLate) return { outcome: 'reported', image, report, file };
    const seen = isLate ? `no end within ${limitMs / 1000} s` : `exit code ${said.exitCode ?? 'none'}`;
    return {
      outcome: 'failed',
      why: `${image.reference} gave no report, ${seen}: ${lastLines(said.output, 2)}`,
    };
  } finally {
    clearTimeout(late);
  }
}

async function containerWords(
  { run, name: stack, hostName, front }: BaselineOptions['facts'],
  place: string,
  name: string,
): Promise<readonly string[]> {
  const labels = Object.entries(await labelsOf(run, stack)).map(([key, value]) => `--label=${key}=${value}`);
  const known = isIP(hostName) === 0 ? [`--add-host=${hostName}:${front.host}`] : [];
  return [
    ...['run', '--rm', `--name=${name}`, ...labels, '--network=host', ...known],
    ...['--cpus=1', '--memory=2g', '--pids-limit=1024', '--cap-drop=ALL', '--security-opt=no-new-privileges'],
    `--volume=${place}:/zap/wrk:rw`,
  ];
}

/** `--autooff`: as before its automation framework, which gives the spider a plan of its own. */
function zapWords({ hostName, front }: BaselineOptions['facts']): readonly string[] {
  const address = `https://${hostInUrl(hostName)}:${front.httpsPort}/`;
  const silent = '-silent -config spider.postform=false -config spider.processform=false';
  const bounds = ['-m', String(spiderMinutes), '-T', String(waitMinutes)];
  return ['zap-baseline.py', '-t', address, '-J', reportName, ...bounds, '-I', '--autooff', '-z', silent];
}
