import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { applicable } from '../../targets/capabilities.ts';
import type { StatedProcedure } from '../../targets/schema/promises.ts';
import { substitute } from '../../targets/substitute.ts';
import { noDocuments, open, type DocumentQuestion, type Row } from './documents-context.ts';
import { layRepository, type LaidRepository } from './lay-repository.ts';
import { betweenDownAndUp, firstOfEach, inContainers, installs, procedureIn } from './read-procedure.ts';

/** How a procedure ended that was begun in one folder. */
export interface Played {
  readonly folder: string;
  readonly exitCode: number | null;
  readonly said: string;
  /** What the stand-ins were called with, a line each. */
  readonly calls: readonly string[];
  /** Whether the checkout stands where the procedure should lead to. */
  readonly arrived: boolean;
}

/** Plays each procedure on a checkout of the run's own. */
export async function askProcedures(question: DocumentQuestion): Promise<void> {
  const { stack, documents, prepared, tell, signal, report } = question;
  for (const stated of applicable(stack.target.promises.procedures, 'procedures')) {
    signal.throwIfAborted();
    const say = (row: Row): void => tell({ ...row, subject: stated.id });
    if (documents === undefined || prepared === undefined) {
      say(open('a procedure', noDocuments));
      continue;
    }
    const text = await readFile(join(documents, stated.file), 'utf8').catch(() => '');
    const written = procedureIn(text, stated.after);
    if (written === undefined) {
      say(open('a procedure', `${stated.file} has no block of commands below “${stated.after}” any more`));
      continue;
    }
    const contained = inContainers(written.commands);
    if (contained.length > 0) {
      const list = contained.map(({ text: line, line: at }) => `line ${at} \`${line}\``).join(', ');
      const gap = betweenDownAndUp(contained);
      const interrupts = gap === undefined ? '' : `; by its own words ${gap}`;
      const where = `${stated.file} ${list}${interrupts}`;
      say(open('every step played', `not run: needs docker, and images of a registry: ${where}`));
      continue;
    }
    if (stack.facts.driver !== 'process') {
      say(open('every step played', 'it is played on the process stack alone, where the checkout is'));
      continue;
    }
    report(`playing ${stated.id}, ${written.commands.length} commands of ${stated.file}, word for word`);
    const script = firstOfEach(written.script);
    const played: Played[] = [];
    for (const folder of stated.folders) {
      played.push(await play({ ...question, release: prepared.folder }, stated, script, folder));
      if (whyNot(stated, played.at(-1)) === undefined) break;
    }
    say(judgeProcedure(stated, played));
  }
}

/** It has to work from one of the folders. Pure. */
export function judgeProcedure(stated: StatedProcedure, played: readonly Played[]): Row {
  const expected = `${stated.file}, ${stated.after}: done, and restarted`;
  const n = played.length;
  const reasons = played.map((one) => ({ folder: one.folder, why: whyNot(stated, one) }));
  if (reasons.some(({ why }) => why === undefined)) return { expected, actual: expected, n };
  const reason = reasons.map(({ folder, why }) => `begun in ${folder}: ${why ?? ''}`).join('; ');
  return { expected, actual: 'it does not work as written', n, outcome: 'fail', reason };
}

function whyNot(
  { restarts, leadsTo, standIns }: StatedProcedure,
  played: Played | undefined,
): string | undefined {
  if (played === undefined) return 'it was not played';
  const { exitCode, said, calls, arrived } = played;
  if (exitCode !== 0)
    return `it ended with ${exitCode ?? 'nothing'}; it said last: ${said.trim().slice(-300)}`;
  if (!arrived) return `the checkout is not at the commit that is ${leadsTo}`;
  if (calls.some((call) => new RegExp(restarts, 'u').test(call))) return undefined;
  return `nothing was restarted: ${standIns.join(', ')} were called with ${calls.join('; ') || 'nothing'}`;
}

async function play(
  question: DocumentQuestion & { readonly release: string },
  stated: StatedProcedure,
  script: string,
  begin: string,
): Promise<Played> {
  const { stack, exec, release, signal } = question;
  const folder = join(question.folder, `${stated.id}-${begin.replaceAll(/[^a-z]+/gu, '-')}`);
  const laid = await layRepository({ release, folder, links: !installs(script) }, exec);
  if (stated.leadsTo === 'before') await checkOut(laid, exec);
  const shims = await writeStandIns(folder, stated.standIns);
  const filled = Object.entries(stated.fills).reduce(
    (text, [word, value]) => text.replaceAll(word, substitute(value, { before: laid.before })),
    script,
  );
  const file = join(folder, 'procedure.sh');
  await writeFile(file, `set -eo pipefail\nPATH="${shims}${delimiter}$PATH"\n${filled}\n`);
  const asked = { program: 'bash', arguments: [file], timeoutMs: stated.timeoutMs, signal };
  // No package's own script is run: it may ask anybody on the internet.
  const environment = { npm_config_ignore_scripts: 'true', npm_config_update_notifier: 'false' };
  const end = await stack
    .operate({ ...asked, folder: join(laid.checkout, begin), environment })
    .catch((error: unknown) => ({ exitCode: null, stdout: '', stderr: String(error) }));
  const head = await exec({
    program: 'git',
    arguments: ['rev-parse', 'HEAD'],
    folder: laid.checkout,
    timeoutMs: 10_000,
  });
  const calls = await readFile(join(shims, 'calls'), 'utf8').catch(() => '');
  return {
    folder: begin,
    exitCode: end.exitCode,
    said: [end.stdout, end.stderr].join('\n'),
    calls: calls.split('\n').filter((line) => line !== ''),
    arrived: head.stdout.trim() === laid[stated.leadsTo],
  };
}

async function checkOut({ checkout, newest }: LaidRepository, exec: DocumentQuestion['exec']): Promise<void> {
  const words = ['reset', '--quiet', '--hard', newest];
  await exec({ program: 'git', arguments: words, folder: checkout, timeoutMs: 30_000 });
}

async function writeStandIns(folder: string, programs: readonly string[]): Promise<string> {
  const shims = join(folder, 'stand-ins');
  await mkdir(shims, { recursive: true });
  for (const program of programs) {
    const file = join(shims, program);
    await writeFile(file, `#!/bin/sh\nprintf '%s\\n' "${program} $*" >> "${join(shims, 'calls')}"\n`);
    await chmod(file, 0o755);
  }
  return shims;
}
