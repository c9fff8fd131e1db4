import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { Command, ExecResult } from '../../stack/component.ts';
import type { Rehearsal, RehearsalEnd } from '../../stack/stack-driver.ts';
import type { StatedProcedure } from '../../targets/schema/promises.ts';
import { substitute } from '../../targets/substitute.ts';
import type { DocumentQuestion } from './documents-context.ts';
import { layRepository, type LaidRepository } from './lay-repository.ts';
import { installs } from './read-procedure.ts';

/** How a procedure ended that was begun in one folder. */
export interface Played {
  readonly folder: string;
  readonly exitCode: number | null;
  readonly said: string;
  /** What the stand-ins were called with, a line each. */
  readonly calls: readonly string[];
  /** Whether the checkout stands where the procedure should lead to. */
  readonly arrived: boolean;
  /** What its containers did; undefined where it has none. */
  readonly containers?: RehearsalEnd;
}

interface Stage {
  readonly release: string;
  readonly stated: StatedProcedure;
  readonly script: string;
  /** Below the checkout. */
  readonly begin: string;
  /** Where its commands run. */
  readonly operate: (command: Command) => Promise<ExecResult>;
  /** Where it has commands for containers. */
  readonly rehearse?:
    ((places: { readonly folder: string; readonly checkout: string }) => Promise<Rehearsal>) | undefined;
}

/** Plays a procedure as it is written, begun in one folder of a checkout of the run's own. */
export async function playProcedure(
  { exec, signal, ...question }: Pick<DocumentQuestion, 'exec' | 'signal' | 'folder'>,
  { release, stated, script, begin, operate, rehearse }: Stage,
): Promise<Played> {
  const folder = join(question.folder, `${stated.id}-${begin.replaceAll(/[^a-z]+/gu, '-')}`);
  const laid = await layRepository({ release, folder, links: !installs(script) }, exec);
  if (stated.leadsTo !== 'newest') await checkOut(laid, exec);
  // By itself it would leave the path on which its containers are played.
  const asRoot = rehearse === undefined ? [] : ['sudo'];
  const shims = await writeStandIns(folder, [...new Set([...stated.standIns, ...asRoot])]);
  await using rehearsal = await rehearse?.({ folder, checkout: laid.checkout });
  const path = [shims, ...(rehearsal === undefined ? [] : [rehearsal.programs])].join(delimiter);
  const { before, checkout, origin } = laid;
  const known = { before, checkout, origin, environment: rehearsal?.environmentFile ?? '/dev/null' };
  const filled = Object.entries(stated.fills).reduce(
    (text, [word, value]) => text.replaceAll(word, substitute(value, known)),
    script,
  );
  const file = join(folder, 'procedure.sh');
  await writeFile(file, `set -eo pipefail\nPATH="${path}${delimiter}$PATH"\n${filled}\n`);
  const asked = { program: 'bash', arguments: [file], timeoutMs: stated.timeoutMs, signal };
  // No package's own script is run: it may ask anybody on the internet.
  const quiet = { npm_config_ignore_scripts: 'true', npm_config_update_notifier: 'false' };
  // Whatever passes by the `docker` on its path finds no engine.
  const environment = rehearsal === undefined ? quiet : { ...quiet, DOCKER_HOST: 'unix:///no-engine' };
  const end = await operate({ ...asked, folder: join(laid.checkout, begin), environment }).catch(
    (error: unknown) => ({ exitCode: null, stdout: '', stderr: String(error) }),
  );
  const containers = await rehearsal?.ended();
  const head = await exec({
    program: 'git',
    arguments: ['rev-parse', 'HEAD'],
    folder: join(checkout, stated.into),
    timeoutMs: 10_000,
  }).catch(() => ({ stdout: '' }));
  const calls = await readFile(join(shims, 'calls'), 'utf8').catch(() => '');
  return {
    folder: begin,
    exitCode: end.exitCode,
    said: [end.stdout, end.stderr].join('\n'),
    calls: [...calls.split('\n').filter((line) => line !== ''), ...(containers?.calls ?? [])],
    arrived: head.stdout.trim() === laid[stated.leadsTo === 'there' ? 'newest' : stated.leadsTo],
    ...(containers === undefined ? {} : { containers }),
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
    const notes = `printf '%s\\n' "${program} $*" >> "${join(shims, 'calls')}"`;
    const passes = program === 'sudo' ? 'case "$1" in docker|docker-compose) exec "$@";; esac\n' : '';
    await writeFile(file, `#!/bin/sh\n${notes}\n${passes}`);
    await chmod(file, 0o755);
  }
  return shims;
}
