import type { StackFacts } from '../../facts.ts';
import { shapedParts, type Shape, type ShapedPart } from '../../shapes.ts';
import { StackError } from '../../stack-error.ts';
import { cpusetOf } from './shape-variables.ts';

/** What an engine says of a container's limits. */
export interface HostConfig {
  readonly Memory?: number | undefined;
  readonly MemorySwap?: number | undefined;
  readonly NanoCpus?: number | undefined;
  readonly CpusetCpus?: string | undefined;
}

type ShapeFacts = NonNullable<StackFacts['shape']>;

const bytesOfMb = 1024 * 1024;

/**
 * The limits of a running stack as its engine tells them, which must be those of the shape: an engine that cannot limit
 * something starts the container all the same. `hasSwap`: whether this machine has any swap that a part could use.
 * @throws StackError `refused` naming the container and the limit
 */
export function readShape(
  shape: Shape,
  containers: readonly { readonly service: string; readonly config: HostConfig }[],
  hasSwap: boolean,
): ShapeFacts {
  const limits = containers.map(({ service, config }) => {
    const { cpus, memoryMb } = shape.parts[partOf(service)];
    const expect = (what: string, expected: string | number, got: string | number | undefined): void => {
      if (got === expected) return;
      throw new StackError(
        'refused',
        `--shape ${shape.name}: ${service}: expected the engine to have set ${what} to ${expected}, it says ${got ?? 'nothing'}`,
      );
    };
    const memoryBytes = memoryMb * bytesOfMb;
    expect('the memory', memoryBytes, config.Memory);
    if (hasSwap) expect('memory and swap', memoryBytes, config.MemorySwap);
    expect('the CPU quota (in billionths)', cpus * 1e9, config.NanoCpus);
    expect('the processors', cpusetOf(shape), config.CpusetCpus);
    return { service, cpus, memoryBytes };
  });
  const { name, cpus, memoryMb } = shape;
  return { name, cpus, memoryBytes: memoryMb * bytesOfMb, cpuset: cpusetOf(shape), limits };
}

/** `application-2` has what an application has, a process beside it too, and any front what a front has. */
function partOf(service: string): ShapedPart {
  if (service.startsWith('companion')) return 'application';
  return shapedParts.find((part) => service.startsWith(part)) ?? 'front';
}
