import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Report } from '../recipes/recipe.ts';
import { StackError } from '../stack-error.ts';
import { findObjectServer, type Machine } from '../tools/index.ts';
import { buildProgram, builtProgram, type GoProgram } from '../tools/go-build.ts';
import { gateway } from '../tools/object-server-build.ts';
import { isExecutable } from '../tools/path-search.ts';
import type { LocalImage } from './image-set.ts';

/** The front that Golive was tried with: the official image has the same. */
export const caddy: GoProgram = {
  name: 'caddy',
  module: 'github.com/caddyserver/caddy/v2',
  folder: 'cmd/caddy',
  version: 'v2.10.2',
  leastGo: [1, 25],
};

/** What Debian's programs trust, and this machine's owner has added. */
const trusted = '/etc/ssl/certs/ca-certificates.crt';

/** A program of this machine that goes into an image. */
export interface ImageProgram {
  readonly name: string;
  readonly path: string;
  readonly version: string;
}

/**
 * Node is the one that runs this; versitygw and Caddy are built where they are missing.
 * @throws StackError `unsupported` off Linux, `missing-tool` where one is missing and there is no Go to build it.
 */
export async function findProgram(
  wanted: LocalImage['program'],
  { machine, report }: { readonly machine: Machine; readonly report: Report },
): Promise<ImageProgram | undefined> {
  if (wanted === undefined) return undefined;
  if (machine.platform !== 'linux') {
    const what = `local images: expected Linux, whose ${wanted} goes into one of them, got ${machine.platform}`;
    throw new StackError('unsupported', `${what}; make the registry reachable`);
  }
  if (wanted === 'node') return { name: 'node', path: process.execPath, version: `node ${process.version}` };
  if (wanted === 'certificates') {
    const digest = createHash('sha256')
      .update(await readFile(trusted))
      .digest('hex');
    return { name: 'ca-certificates.crt', path: trusted, version: `certificates ${digest}` };
  }
  if (wanted === 'versitygw') {
    const server = await findObjectServer(machine);
    if (server.kind === 'versitygw') {
      return { name: 'versitygw', path: server.path, version: `versitygw ${server.version}` };
    }
  }
  // Never the Caddy on PATH: Debian's is too old for the stack.
  return await findBuilt(wanted === 'caddy' ? caddy : gateway, machine, report);
}

async function findBuilt(program: GoProgram, machine: Machine, report: Report): Promise<ImageProgram> {
  const { name, version } = program;
  const path = builtProgram(machine, program);
  if (!isExecutable(path)) {
    report(`building ${name} ${version}, waiting for the Go module proxy and the compiler`);
    await buildProgram(machine, program);
  }
  return { name, path, version: `${name} ${version}` };
}
