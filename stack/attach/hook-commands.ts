import { delimiter, dirname } from 'node:path';
import { substitute } from '../../targets/substitute.ts';
import type { HookCommand } from '../../targets/schema/hooks.ts';
import type { Command, ExecResult } from '../component.ts';
import { environment } from '../environment.ts';
import { runCommand } from '../process/run-command.ts';
import type { Reaper } from '../reaper/reaper.ts';
import type { AttachOrder } from './attach-order.ts';

export interface HookPlace {
  readonly order: AttachOrder;
  readonly spawn: Reaper['spawn'];
  readonly temporary: string;
  /** First on PATH. */
  readonly shims: string;
  /** Environment variables that this command must not see. */
  readonly withheld?: readonly string[];
}

/** Runs a command of the team's own: on this machine, in the folder of the hooks file. */
export async function runHooked(place: HookPlace, command: Command): Promise<ExecResult> {
  const { order, spawn, temporary, shims, withheld = [] } = place;
  const named = order.hooks.commands.variables.filter((name) => !withheld.includes(name));
  const given = named.flatMap((name) => {
    const value = environment.secret(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  const own = {
    ...environment.forSystems,
    TMPDIR: temporary,
    ...Object.fromEntries(given),
    PATH: [shims, environment.path].join(delimiter),
  };
  return await runCommand({ spawn, folder: dirname(order.hooksFile), environment: own }, command);
}

/** A command of the hooks as `sh` is given it. */
export function hooked(
  { command, timeoutMs }: HookCommand,
  names: Readonly<Record<string, string>> = {},
): Command {
  const line = Object.keys(names).length === 0 ? command : substitute(command, names);
  return { program: 'sh', arguments: ['-c', line], timeoutMs };
}
