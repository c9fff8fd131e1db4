import { join } from 'node:path';

import { debianMend, hasApt } from './debian-packages.ts';
import type { Machine } from './machine.ts';
import { isExecutable, namesIn, newestFirst } from './path-search.ts';
import { runProgram } from './run-program.ts';
import type { Mend, Tool } from './tool.ts';

/** A server and the clients that belong to it: a pg_dump refuses a server newer than itself. */
const programs = ['initdb', 'pg_ctl', 'postgres', 'psql', 'pg_dump', 'pg_restore', 'pg_amcheck'];

export const postgres: Tool = {
  id: 'postgres',
  label: 'PostgreSQL server and clients',
  failureLabel: 'no database of its own can be started, backed up or restored',
  need: 'required',
  shouldTest: () => true,
  locate: locateBinDirectory,
  version: serverVersion,
  mends,
};

/** The newest folder that holds all of the programs. */
function locateBinDirectory(machine: Machine): string | undefined {
  const versions = newestFirst(namesIn(join(machine.systemRoot, 'usr/lib/postgresql')));
  const debian = versions.map((version) => join(machine.systemRoot, 'usr/lib/postgresql', version, 'bin'));
  const others = newestFirst(
    namesIn(join(machine.systemRoot, 'usr')).filter((name) => name.startsWith('pgsql-')),
  );
  const redHat = others.map((name) => join(machine.systemRoot, 'usr', name, 'bin'));
  return [...machine.path, ...debian, ...redHat].find((folder) =>
    programs.every((program) => isExecutable(join(folder, program))),
  );
}

async function serverVersion(binDirectory: string, machine: Machine): Promise<string | undefined> {
  const options = { environment: machine.environment, silenceLimitMs: 10_000 };
  const result = await runProgram(join(binDirectory, 'postgres'), ['--version'], options);
  return result.exitCode === 0 ? /\d+(?:\.\d+)*/.exec(result.output)?.[0] : undefined;
}

function mends(machine: Machine): readonly Mend[] {
  if (hasApt(machine)) return [debianMend(machine, ['postgresql', 'postgresql-client'])];
  const line =
    machine.platform === 'darwin' ? 'brew install postgresql' : 'install PostgreSQL with its server';
  return [{ line, waitingFor: 'you', run: undefined }];
}
