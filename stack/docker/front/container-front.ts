import { chmod, chown, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunCertificates } from '../../certificates.ts';
import type { Component } from '../../component.ts';
import { StackError } from '../../stack-error.ts';
import type { ContainerUser } from '../container-user.ts';
import { caddyfile, type FrontSettings } from './caddyfile.ts';

export type FrontRoutes = FrontSettings['routes'];

/** The files of a front in a container, and how it takes new ones. */
export interface ContainerFront {
  /** Sends requests there from now on; none that is under way is dropped. */
  reroute(routes: FrontRoutes): Promise<void>;
  /** Who answers plain HTTP from now on. */
  answerPlain(plainHttp: FrontSettings['plainHttp']): Promise<void>;
}

/** Writes configuration and certificate into the folder that the front's container reads. */
export async function layFront(options: {
  readonly folder: string;
  readonly user: ContainerUser;
  readonly certificates: Pick<RunCertificates, 'certificatePem' | 'keyPem'>;
  readonly settings: FrontSettings;
}): Promise<void> {
  const { folder, user, certificates, settings } = options;
  await mkdir(folder, { mode: 0o700 });
  const files = {
    Caddyfile: caddyfile(settings),
    'certificate.pem': certificates.certificatePem,
    'key.pem': certificates.keyPem,
  };
  for (const [name, text] of Object.entries(files))
    await writeFile(join(folder, name), text, { mode: 0o600 });
  if (user.uid === process.getuid?.()) return;
  for (const path of [folder, ...Object.keys(files).map((name) => join(folder, name))])
    await chown(path, user.uid, user.gid);
  await chmod(folder, 0o500);
}

/** A front that runs; `settings` are those that it was started with. */
export function containerFront(
  folder: string,
  component: Component,
  settings: FrontSettings,
): ContainerFront {
  let current = settings;
  const change = async (changed: Partial<FrontSettings>): Promise<void> => {
    current = { ...current, ...changed };
    // In place: the container sees the file that was there when it was started.
    await writeFile(join(folder, 'Caddyfile'), caddyfile(current));
    const config = ['--config', '/etc/golive/Caddyfile', '--adapter', 'caddyfile'];
    const { exitCode, stderr } = await component.exec({
      program: 'caddy',
      arguments: ['reload', ...config],
      timeoutMs: 10_000,
    });
    if (exitCode !== 0)
      throw new StackError('not-ready', `expected the front to obey, got: ${stderr.trim()}`);
  };
  return {
    reroute: (routes) => change({ routes }),
    answerPlain: (plainHttp) => change({ plainHttp }),
  };
}
