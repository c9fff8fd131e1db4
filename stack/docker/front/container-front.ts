import { chmod, chown, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunCertificates } from '../../certificates.ts';
import type { Component } from '../../component.ts';
import type { ContainerPlan } from '../../recipes/recipe.ts';
import { StackError } from '../../stack-error.ts';
import type { ContainerUser } from '../container-user.ts';
import { frontPrograms } from './front-programs.ts';
import type { FrontSettings } from './front-settings.ts';

/** Where the files of a front lie, and what it is told. */
export interface FrontFiles {
  readonly folder: string;
  readonly program: ContainerPlan['front'];
  readonly settings: FrontSettings;
}

/** A front that runs, and takes new settings. */
export interface ContainerFront {
  /** Sends requests there from now on; none that is under way is dropped. */
  reroute(routes: FrontSettings['routes']): Promise<void>;
  /** Serves the files of this folder of its container from now on. */
  serveFrom(filesRoot: string): Promise<void>;
  /** Who answers plain HTTP from now on. */
  answerPlain(plainHttp: FrontSettings['plainHttp']): Promise<void>;
}

/** Writes configuration and certificate into the folder that the front's container reads. */
export async function layFront(
  { folder, program, settings }: FrontFiles,
  { certificatePem, keyPem }: Pick<RunCertificates, 'certificatePem' | 'keyPem'>,
  user: ContainerUser,
): Promise<void> {
  await mkdir(folder, { mode: 0o700 });
  const { file, text } = frontPrograms[program];
  const files = { [file]: text(settings), 'certificate.pem': certificatePem, 'key.pem': keyPem };
  for (const [name, content] of Object.entries(files))
    await writeFile(join(folder, name), content, { mode: 0o600 });
  if (user.uid === process.getuid?.()) return;
  for (const path of [folder, ...Object.keys(files).map((name) => join(folder, name))])
    await chown(path, user.uid, user.gid);
  await chmod(folder, 0o500);
}

/** A front that runs with the settings of its files. */
export function containerFront(
  { folder, program, settings }: FrontFiles,
  component: Component,
): ContainerFront {
  let current = settings;
  const { file, text, reload } = frontPrograms[program];
  const [command, ...words] = reload;
  const change = async (changed: Partial<FrontSettings>): Promise<void> => {
    current = { ...current, ...changed };
    // In place: the container sees the file that was there when it was started.
    await writeFile(join(folder, file), text(current));
    const ended = await component.exec({ program: command, arguments: words, timeoutMs: 10_000 });
    if (ended.exitCode === 0) return;
    throw new StackError('not-ready', `expected the front to obey, got: ${ended.stderr.trim()}`);
  };
  return {
    reroute: (routes) => change({ routes }),
    serveFrom: (filesRoot) => change({ filesRoot }),
    answerPlain: (plainHttp) => change({ plainHttp }),
  };
}
