import { existsSync } from 'node:fs';
import type { EngineName } from '../load/index.ts';
import { environment } from '../stack/environment.ts';
import { currentMachine, findK6, lookForK6 } from '../stack/tools/index.ts';
import { runProgram } from '../stack/tools/run-program.ts';
import { UsageError } from './command.ts';
import type { EngineWord } from './load-request.ts';

export interface ChosenEngine {
  readonly engine: EngineName;
  /** The k6 that is run, where k6 plays. */
  readonly k6?: string;
  /** Said where nobody named an engine. */
  readonly why?: string;
}

/**
 * From here on one Node process is no longer enough: it sends about 20,000 requests of a plan a second at full
 * load of a core (`npm run bench:cost`), and a fifth of that leaves its clock alone.
 */
const BUILTIN_MOST_PER_SECOND = 4000;

/**
 * What plays the load. `auto` takes the built-in driver, which costs the measured machine least, up to the rate
 * that one process can send; k6, which uses every core, beyond.
 * @throws StackError `missing-tool` where k6 was asked for and is not there: never another engine in silence
 */
export async function chooseEngine(asked: EngineWord, ratePerSecond: number): Promise<ChosenEngine> {
  if (asked === 'k6') return { engine: 'k6', k6: (await findEngineK6()).path };
  if (asked !== 'auto') return { engine: asked };
  const rate = `${ratePerSecond.toFixed(0)} requests/s`;
  if (ratePerSecond <= BUILTIN_MOST_PER_SECOND)
    return {
      engine: 'builtin',
      why: `${rate} are within what one process sends, and it costs this machine least`,
    };
  const found =
    environment.inherited[variable] === undefined ? await lookForK6(machine()) : await findEngineK6();
  if (found) return { engine: 'k6', k6: found.path, why: `${rate} are more than one process sends on time` };
  return { engine: 'builtin', why: `${rate} are more than it may send on time, and no k6 was found` };
}

const variable = 'GOLIVE_K6';

/** Before anything is built or started. @throws UsageError | StackError `missing-tool` */
export async function refuseMissingEngine({ load }: { load: { engine: EngineWord } }): Promise<void> {
  if (load.engine === 'k6') await findEngineK6();
}

/**
 * The k6 that GOLIVE_K6 names, or what PATH and the cache have.
 * @throws UsageError | StackError `missing-tool` with the line that mends it
 */
export async function findEngineK6(): Promise<{ readonly path: string }> {
  const named = environment.inherited[variable];
  if (named === undefined || named === '') return await findK6(machine());
  if (existsSync(named)) return { path: named };
  throw new UsageError(
    'bad-value',
    `${variable}: expected the path of a k6, got "${named}", which is not there`,
  );
}

/** Its version without the v, as the tags of its images are. */
export async function versionOfK6(path: string): Promise<string> {
  const { output } = await runProgram(path, ['version'], {
    environment: machine().environment,
    silenceLimitMs: 10_000,
  });
  const found = /\bv(\d+\.\d+\.\d+)/u.exec(output)?.[1];
  if (found !== undefined) return found;
  throw new UsageError(
    'bad-value',
    `${path}: expected a k6 that says its version, got "${output.slice(0, 80)}"`,
  );
}

const machine = () => currentMachine(environment.inherited);
