import { StackError } from '../stack-error.ts';
import { findObjectServer, type Machine } from '../tools/index.ts';
import { buildGateway } from '../tools/object-server-build.ts';
import type { StackImage } from './image-set.ts';

/** A program of this machine that goes into an image. */
export interface ImageProgram {
  readonly name: string;
  readonly path: string;
  readonly version: string;
}

/**
 * Node is the one that runs this; versitygw is built where it is missing.
 * @throws StackError `unsupported` off Linux, `missing-tool` without versitygw and without Go to build it.
 */
export async function findProgram(
  wanted: StackImage['program'],
  machine: Machine,
): Promise<ImageProgram | undefined> {
  if (wanted === undefined) return undefined;
  if (machine.platform !== 'linux') {
    const what = `local images: expected Linux, whose ${wanted} goes into one of them, got ${machine.platform}`;
    throw new StackError('unsupported', `${what}; make the registry reachable`);
  }
  if (wanted === 'node') return { name: 'node', path: process.execPath, version: `node ${process.version}` };
  if ((await findObjectServer(machine)).kind === 'emulator') await buildGateway(machine);
  const server = await findObjectServer(machine);
  if (server.kind === 'emulator') throw new StackError('missing-tool', 'expected versitygw, got none');
  return { name: 'versitygw', path: server.path, version: `versitygw ${server.version}` };
}
