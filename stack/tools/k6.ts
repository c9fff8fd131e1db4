import { buildProgram, builtProgram, type GoProgram } from './go-build.ts';
import type { Machine } from './machine.ts';
import { findOnPath, isExecutable } from './path-search.ts';
import { runProgram } from './run-program.ts';
import type { Tool } from './tool.ts';

/** The k6 that Golive's scripts were tried with. */
export const k6Release: GoProgram = {
  name: 'k6',
  module: 'go.k6.io/k6/v2',
  version: 'v2.1.0',
  leastGo: [1, 25],
};

const leastMajor = 1;

/** The load generator whose scripts users know. Golive's own driver stands beside it, so nobody must have it. */
export const k6: Tool = {
  id: 'k6',
  label: 'k6',
  failureLabel: '--engine k6 cannot run; the built-in driver does',
  need: 'optional',
  mustRun: true,
  unfit: `does not run, or is older than ${leastMajor}.0`,
  shouldTest: () => true,
  locate,
  version,
  mends: (machine) => [
    {
      line: `install k6 ${leastMajor} or newer (https://grafana.com/docs/k6/latest/set-up/install-k6/), or Go ${k6Release.leastGo.join('.')} or newer and golive doctor --fix (builds it)`,
      waitingFor: 'the Go module proxy and the compiler, about 2 min on two cores',
      run: findOnPath(machine, ['go']) === undefined ? undefined : () => buildProgram(machine, k6Release),
    },
  ],
};

/** What Golive built comes first: it is built only where PATH has none that does. */
function locate(machine: Machine): string | undefined {
  const built = builtProgram(machine, k6Release);
  return isExecutable(built) ? built : findOnPath(machine, ['k6']);
}

async function version(path: string, machine: Machine): Promise<string | undefined> {
  const options = { environment: machine.environment, silenceLimitMs: 10_000 };
  const { exitCode, output } = await runProgram(path, ['version'], options);
  const said = exitCode === 0 ? /\bv(\d+\.\d+\.\d+[\w.-]*) \(/.exec(output)?.[1] : undefined;
  return said !== undefined && Number.parseInt(said, 10) >= leastMajor ? said : undefined;
}
