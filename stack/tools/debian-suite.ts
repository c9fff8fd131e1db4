import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { StackError } from '../stack-error.ts';
import type { Machine } from './machine.ts';
import { namesIn } from './path-search.ts';
import { lastLines, runProgram } from './run-program.ts';

const silenceLimitMs = 120_000;
const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';

export interface SuitePackage {
  /** A release of Debian by its name, as `trixie`. */
  readonly suite: string;
  readonly package: string;
  /** A temporary folder of the caller: lists and package stay in it. */
  readonly work: string;
}

/**
 * Brings one package of another Debian release and unpacks it into a folder, signatures checked. apt is given lists and
 * sources of its own, so that the machine never hears of the other release.
 * @returns The folder.
 * @throws StackError `missing-tool` with the last lines of the program that failed.
 */
export async function downloadFromSuite(machine: Machine, wanted: SuitePackage): Promise<string> {
  const { suite, work } = wanted;
  const lists = join(work, 'lists');
  await mkdir(join(lists, 'partial'), { recursive: true });
  const sources = join(work, 'sources.list');
  await writeFile(sources, `deb [signed-by=${keyring}] ${await mirrorOf(machine, work)} ${suite} main\n`);
  const settings = [
    `Dir::Etc::SourceList=${sources}`,
    'Dir::Etc::SourceParts=/dev/null',
    `Dir::State::Lists=${lists}`,
    `Dir::Cache=${join(work, 'cache')}`,
    // Its own user may not read a temporary folder of root's.
    'APT::Sandbox::User=root',
    'Acquire::Languages=none',
    'Acquire::http::Timeout=30',
  ].flatMap((setting) => ['-o', setting]);
  await run(machine, work, 'apt-get', ['-q', ...settings, 'update']);
  await run(machine, work, 'apt-get', ['-q', ...settings, 'download', wanted.package]);
  const archive = namesIn(work).find((name) => name.endsWith('.deb'));
  if (archive === undefined) {
    throw new StackError(
      'missing-tool',
      `expected ${wanted.package} of ${suite} to be downloaded, got no package`,
    );
  }
  const unpacked = join(work, 'unpacked');
  await run(machine, work, 'dpkg', ['-x', archive, unpacked]);
  return unpacked;
}

/** Where this machine's own apt brings its packages from: the other release lies beside them. */
async function mirrorOf(machine: Machine, work: string): Promise<string> {
  const format = '$(REPO_URI) $(RELEASE)';
  const asked = ['indextargets', '--format', format, 'Created-By: Packages'];
  const lines = (await run(machine, work, 'apt-get', asked)).split('\n');
  // Of `bookworm`, and not of `bookworm-security`, which lies elsewhere.
  const found = lines.map((line) => /^(\S+:\/\/\S+) [a-z]+$/u.exec(line.trim())?.[1]).find(Boolean);
  if (found !== undefined) return found;
  throw new StackError('missing-tool', "expected a mirror in this machine's apt sources, got none");
}

async function run(
  machine: Machine,
  folder: string,
  program: string,
  words: readonly string[],
): Promise<string> {
  const environment = { ...machine.environment, LC_ALL: 'C' };
  const { exitCode, output } = await runProgram(program, words, { environment, folder, silenceLimitMs });
  if (exitCode === 0) return output;
  const step = words.findLast((word) => !word.includes('/')) ?? '';
  throw new StackError(
    'missing-tool',
    `expected ${program} ${step} to succeed, got: ${lastLines(output, 4)}`,
  );
}
