import { buildProgram, builtProgram, type GoProgram } from './go-build.ts';
import type { Machine } from './machine.ts';

/** The S3 server that Golive was tried with. */
export const gateway: GoProgram = {
  name: 'versitygw',
  module: 'github.com/versity/versitygw',
  folder: 'cmd/versitygw',
  version: 'v1.8.0',
  leastGo: [1, 25],
};

export function builtGateway(machine: Machine): string {
  return builtProgram(machine, gateway);
}

/** @throws StackError `missing-tool` without a current Go, `build-failed` with the compiler's last lines. */
export function buildGateway(machine: Machine): Promise<void> {
  return buildProgram(machine, gateway);
}
