import { debianMend, hasApt } from './debian-packages.ts';
import { findOnPath } from './path-search.ts';
import { runProgram } from './run-program.ts';
import type { Tool } from './tool.ts';

/** A cache and task queue that some systems need beside their database; Valkey is as good. */
export const redis: Tool = {
  id: 'redis',
  label: 'Redis server',
  failureLabel: 'a system that needs one cannot be started on the process stack',
  need: 'optional',
  shouldTest: () => true,
  locate: (machine) => findOnPath(machine, ['redis-server', 'valkey-server']),
  version: async (path, machine) => {
    const options = { environment: machine.environment, silenceLimitMs: 10_000 };
    const result = await runProgram(path, ['--version'], options);
    return result.exitCode === 0 ? /v=(\d+(?:\.\d+)+)/.exec(result.output)?.[1] : undefined;
  },
  mends: (machine) =>
    hasApt(machine)
      ? [debianMend(machine, ['redis-server'])]
      : [{ line: 'install redis or valkey', waitingFor: 'you', run: undefined }],
};
