import { environment } from '../stack/environment.ts';
import { chooseImages, imageOrigins, openDockerClient, type ChosenImage } from '../stack/images/index.ts';
import { currentMachine, prepareDocker, type Machine } from '../stack/tools/index.ts';
import { findZapImage, type FoundZap } from '../stack/zap/zap-image.ts';
import { announce } from './announce.ts';
import { UsageError, type Command, type CommandInput } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { refuseSurplus } from './refuse-surplus.ts';

/** Has the images of the Docker stack ready before somebody waits for them, and says which they are. */
export const images: Command = {
  name: 'images',
  summary:
    'Pulls the images of --stack docker or, where no registry answers, builds them; says which they are.',
  usage: 'golive images [--origin local|registry] [--fresh] [--zap]',
  flags: {
    '--origin <where>':
      'registry: the official ones; local: built here from Debian’s packages; else the first that can',
    '--fresh': 'pulls or builds anew what is there, for the security updates of the day',
    '--zap': 'pulls ZAP as well (1.5 GB), which looks beside scan.passive in an acceptance run',
  },
  options: { origin: { type: 'string' }, fresh: { type: 'boolean' }, zap: { type: 'boolean' } },
  run: async ({ values, positionals, terminal }: CommandInput) => {
    refuseSurplus('images', positionals);
    const origin = readOrigin(values['origin']);
    const machine = currentMachine(environment.inherited);
    await prepareDocker(machine, announce);
    const startedAt = performance.now();
    const fresh = values['fresh'] === true;
    const report = (line: string): void => terminal.progress(line);
    const chosen = await chooseImages({ machine, origin, fresh, retry: true, report });
    const zap = values['zap'] === true ? await pullZap(machine, report) : undefined;
    const tookMs = Math.round(performance.now() - startedAt);
    if (values['json'] === true) {
      process.stdout.write(`${JSON.stringify({ images: chosen, zap, tookMs }, null, 2)}\n`);
    }
    for (const line of imageLines(chosen)) terminal.result(line);
    if (zap !== undefined) terminal.result(zapLine(zap));
    terminal.result(`${chosen.length} images are ready after ${(tookMs / 1000).toFixed(1)} s.`);
    return exitCodes.GO;
  },
};

/** @throws UsageError */
function readOrigin(value: CommandInput['values'][string]): ChosenImage['origin'] | undefined {
  if (value === undefined) return undefined;
  const origin = imageOrigins.find((known) => known === value);
  if (origin !== undefined) return origin;
  throw new UsageError(
    'bad-value',
    `--origin: expected ${imageOrigins.join(' or ')}, got "${String(value)}"`,
  );
}

/** A line for each image: what it is, by which digest, from where, and how long its build took. */
export function imageLines(chosen: readonly ChosenImage[]): readonly string[] {
  const width = Math.max(...chosen.map(({ reference }) => reference.length));
  return chosen.map(({ name, reference, digest, origin, builtInMs }) => {
    const built = builtInMs === undefined ? 'as it was' : `built in ${(builtInMs / 1000).toFixed(1)} s`;
    const how = origin === 'registry' && builtInMs === undefined ? '' : `, ${built}`;
    return `${name.padEnd(9)} ${reference.padEnd(width)}  ${shortDigest(digest)}  ${origin}${how}`;
  });
}

async function pullZap(machine: Machine, report: (line: string) => void): Promise<FoundZap> {
  return await findZapImage(await openDockerClient(machine), { retry: true, report });
}

/** ZAP is no part of the stack, and never built here: without it Golive's own passive rules answer alone. */
function zapLine(zap: FoundZap): string {
  if (zap.outcome === 'ready') return `zap       ${zap.image.reference}  ${shortDigest(zap.image.digest)}`;
  return `zap       not there, so that scan.passive asks its own rules alone: ${zap.why}`;
}

function shortDigest(digest: string): string {
  return digest.slice(0, 'sha256:'.length + 12);
}
