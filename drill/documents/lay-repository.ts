import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command, ExecResult } from '../../stack/component.ts';
import { copyRelease } from './copy-release.ts';

const gitLimitMs = 120_000;

/** A checkout as people have it on their server, and where it pulls from. */
export interface LaidRepository {
  readonly checkout: string;
  readonly origin: string;
  /** The newest that is there to be pulled; the checkout stands one before it. */
  readonly newest: string;
  readonly before: string;
}

/**
 * Makes a repository of a release that is one commit behind its `origin`, both of the run's own. What is installed is
 * linked into it, unless it is to be installed. @throws Error where git fails
 */
export async function layRepository(
  { release, folder, links }: { readonly release: string; readonly folder: string; readonly links: boolean },
  exec: (command: Command) => Promise<ExecResult>,
): Promise<LaidRepository> {
  const checkout = join(folder, 'checkout');
  const origin = join(folder, 'origin.git');
  await mkdir(folder, { recursive: true });
  await copyRelease(release, checkout, { links });
  const git = async (...words: readonly string[]): Promise<string> => {
    const who = ['-c', 'user.name=Golive', '-c', 'user.email=golive@localhost', '-c', 'commit.gpgsign=false'];
    const asked = { program: 'git', arguments: [...who, ...words], folder: checkout, timeoutMs: gitLimitMs };
    const { exitCode, stdout, stderr } = await exec(asked);
    if (exitCode !== 0)
      throw new Error(`git ${words[0] ?? ''}: ended with ${exitCode}: ${stderr.slice(-300)}`);
    return stdout.trim();
  };
  await git('init', '--quiet', '--initial-branch=main');
  await writeFile(join(checkout, '.git', 'info', 'exclude'), 'node_modules\n.venv\nvenv\n');
  await git('add', '--all');
  await git('commit', '--quiet', '--message=the release before');
  const before = await git('rev-parse', 'HEAD');
  await git('commit', '--quiet', '--allow-empty', '--message=this release');
  const newest = await git('rev-parse', 'HEAD');
  await git('clone', '--quiet', '--bare', checkout, origin);
  await git('reset', '--quiet', '--hard', before);
  await git('remote', 'add', 'origin', origin);
  return { checkout, origin, newest, before };
}
