import { debianMend, hasApt } from './debian-packages.ts';
import { findOnPath } from './path-search.ts';
import { runProgram } from './run-program.ts';
import type { Tool } from './tool.ts';

/** Golive reads SQLite with Node's own; the shell is what a team's backup command may call. */
export const sqliteShell: Tool = {
  id: 'sqlite',
  label: 'SQLite shell',
  failureLabel: "a team's own backup command may need it; Golive itself reads SQLite with Node's own",
  need: 'optional',
  shouldTest: () => true,
  locate: (machine) => findOnPath(machine, ['sqlite3']),
  version: async (path, machine) => {
    const options = { environment: machine.environment, silenceLimitMs: 10_000 };
    const result = await runProgram(path, ['--version'], options);
    return result.exitCode === 0 ? /\d+(?:\.\d+)+/.exec(result.output)?.[0] : undefined;
  },
  mends: (machine) =>
    hasApt(machine)
      ? [debianMend(machine, ['sqlite3'])]
      : [{ line: 'install sqlite3', waitingFor: 'you', run: undefined }],
};
