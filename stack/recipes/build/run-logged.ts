import { readFile } from 'node:fs/promises';
import { stripVTControlCharacters } from 'node:util';
import { StackError } from '../../stack-error.ts';
import type { Report, Run } from '../recipe.ts';

/** Somebody's whole front end on a small machine takes minutes; none takes this long. */
const commandLimitMs = 900_000;
const stillEveryMs = 30_000;
/** Its exit code is what it prints; all that the command says goes to the log. */
const script = '( eval "$1" ) >> "$2" 2>&1; echo "$?"';

/** How a command of a build ended. */
export interface Ended {
  readonly command: string;
  readonly exitCode: number;
  readonly seconds: number;
  /** Its own last words, without colours, npm's chatter and the place where it was run. */
  readonly said: string;
}

export interface LoggedPlace {
  readonly run: Run;
  readonly report: Report;
  /** Of the system and its part: `Ledger, front end`. */
  readonly title: string;
  readonly folder: string;
  /** All that is said is added to it. */
  readonly log: string;
}

/** @throws StackError `build-failed` where it does not end in time. */
export async function runLogged(
  place: LoggedPlace,
  command: string,
  options: { readonly waitsFor: string; readonly environment: Readonly<Record<string, string>> },
): Promise<Ended> {
  const { run, report, title, folder, log } = place;
  const startedAt = performance.now();
  const seconds = (): number => Math.round((performance.now() - startedAt) / 100) / 10;
  const before = (await textOf(log)).length;
  report(`${title}: ${command}, waiting for ${options.waitsFor}`);
  const still = setInterval(
    () => report(`${title}: ${command}, ${seconds()} s; its log: ${log}`),
    stillEveryMs,
  );
  try {
    const { stdout } = await run('/bin/sh', ['-c', script, 'build', command, log], {
      folder,
      environment: options.environment,
      timeoutMs: commandLimitMs,
      label: command,
    });
    const exitCode = Number(stdout.trim());
    report(`${title}: ${command}, ended with ${exitCode} after ${seconds()} s`);
    const text = (await textOf(log)).slice(before);
    return { command, exitCode, seconds: seconds(), said: lastWords(text, folder) };
  } catch (cause) {
    if (!(cause instanceof StackError) || cause.code === 'refused') throw cause;
    throw new StackError('build-failed', `${title}: ${cause.message}\nits log: ${log}`, { cause });
  } finally {
    clearInterval(still);
  }
}

const textOf = (file: string): Promise<string> => readFile(file, 'utf8').catch(() => '');

function lastWords(text: string, folder: string): string {
  const lines = stripVTControlCharacters(text)
    .replaceAll(folder, '.')
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line.trim() !== '' && !saysLittle.test(line));
  const first = lines.findIndex((line) => saysWhy.test(line));
  const last = lines.slice(-10);
  // What went wrong first is said first; how a program gave up, last.
  return (first < 0 || first >= lines.length - 10 ? last : [lines[first], '…', ...last]).join('\n');
}

const saysWhy = /^\s*(?:\w*Error|ERROR|npm error|error(?: TS\d+)?|TS\d+)\b.*\w{3}|Cannot find|not found/u;

/** npm's own chatter, and the places that an error came through. */
const saysLittle =
  /^npm (?:warn|notice)|complete log of this run|^\s+at \S|^- \S*node_modules\S*$|^Require stack:$/iu;

/** The network, a full disk or a lack of memory: it says nothing about the release. */
export function isOfTheMachine({ exitCode, said }: Pick<Ended, 'exitCode' | 'said'>): boolean {
  return exitCode >= 128 || network.test(said) || /ENOSPC|No space left/u.test(said);
}

const network =
  /EAI_AGAIN|ENOTFOUND|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ERR_SOCKET_TIMEOUT|getaddrinfo|Max retries exceeded|Temporary failure in name resolution|Network is unreachable|Failed to establish a new connection/iu;
