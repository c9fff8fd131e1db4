import { buildGateway, builtGateway, gateway } from './object-server-build.ts';
import type { Machine } from './machine.ts';
import { findOnPath, isExecutable } from './path-search.ts';
import { runProgram } from './run-program.ts';
import type { Tool } from './tool.ts';

/** The S3 server that a process stack can start here. */
export type ObjectServer =
  | { readonly kind: 'versitygw'; readonly path: string; readonly version: string }
  | { readonly kind: 'emulator'; readonly version: string };

/** The release that Golive builds where none is on PATH. */
export const objectServerVersion = gateway.version;

/** A maintained server; without it Golive's own emulator stands in, and the evidence says so. */
export const objectServer: Tool = {
  id: 'object-server',
  label: 'S3 server (versitygw)',
  failureLabel: "Golive's own emulator stands in, and the evidence says so",
  need: 'wanted',
  shouldTest: () => true,
  locate: locateGateway,
  version: gatewayVersionOf,
  mends: (machine) => [
    {
      line: 'golive doctor --fix (builds versitygw with Go 1.25 or newer, about 75 s)',
      waitingFor: 'the Go module proxy and the compiler',
      run: findOnPath(machine, ['go']) === undefined ? undefined : () => buildGateway(machine),
    },
  ],
};

function locateGateway(machine: Machine): string | undefined {
  const built = builtGateway(machine);
  return findOnPath(machine, ['versitygw']) ?? (isExecutable(built) ? built : undefined);
}

/** A program built by `go install` does not know its own version: then the pin is the version. */
async function gatewayVersionOf(path: string, machine: Machine): Promise<string | undefined> {
  const options = { environment: machine.environment, silenceLimitMs: 10_000 };
  const result = await runProgram(path, ['--version'], options);
  if (result.exitCode !== 0) return undefined;
  const said = /^Version\s*:\s*v?(\d[\w.-]*)/m.exec(result.output)?.[1];
  return said ?? (path === builtGateway(machine) ? gateway.version.slice(1) : 'unknown');
}

/** The server to start: versitygw where it is there and runs, else the emulator. */
export async function findObjectServer(machine: Machine): Promise<ObjectServer> {
  const path = locateGateway(machine);
  const version = path === undefined ? undefined : await gatewayVersionOf(path, machine);
  if (path === undefined || version === undefined) return { kind: 'emulator', version: '1' };
  return { kind: 'versitygw', path, version };
}
