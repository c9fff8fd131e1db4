import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { shapeTitle, type Shape } from '../../shapes.ts';
import { StackError } from '../../stack-error.ts';
import { askEngine } from '../engine/engine-socket.ts';

/** What an engine's machine has to give. */
export interface MachineRoom {
  readonly cpus: number;
  /** Not in use by anybody now. */
  readonly availableMb: number;
}

const infoSchema = z.object({ NCPU: z.number().int() });

/** What the kernel says of its memory; an engine of this machine is all that a stack is started on. */
const memoryMb = (field: string): number => {
  const text = readFileSync('/proc/meminfo', 'utf8');
  return Math.floor(Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'mu').exec(text)?.[1] ?? 0) / 1024);
};

export const machineHasSwap = (): boolean => memoryMb('SwapTotal') > 0;

export async function machineRoom(): Promise<MachineRoom> {
  const { NCPU } = infoSchema.parse(JSON.parse((await askEngine('GET', '/info')).body));
  return { cpus: NCPU, availableMb: memoryMb('MemAvailable') };
}

/** @throws StackError `unsupported`: a server that is larger than its machine would be measured as a smaller one. */
export function refuseSmallMachine(shape: Shape, { cpus, availableMb }: MachineRoom): void {
  const what = `--shape ${shape.name}: expected a machine with ${shapeTitle(shape)} to spare`;
  if (cpus < shape.cpus) throw new StackError('unsupported', `${what}, got ${cpus} CPU`);
  if (availableMb < shape.memoryMb) {
    throw new StackError(
      'unsupported',
      `${what}, got ${(availableMb / 1024).toFixed(1)} GB that is not in use`,
    );
  }
}
