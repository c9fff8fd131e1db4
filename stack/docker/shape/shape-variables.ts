import { shapedParts, type Shape } from '../../shapes.ts';

/** The processors of a machine that a stack of this shape runs on, as an engine writes them: `0`, `0-1`. */
export function cpusetOf({ cpus }: Pick<Shape, 'cpus'>): string {
  return cpus === 1 ? '0' : `0-${cpus - 1}`;
}

/** What docker-compose.test.yml asks for of a shape; without one its own defaults stand. */
export function shapeVariables(shape: Shape | undefined): Readonly<Record<string, string>> {
  if (shape === undefined) return {};
  const limits = shapedParts.flatMap((part) => {
    const { cpus, memoryMb } = shape.parts[part];
    const name = `GOLIVE_${part.toUpperCase()}`;
    // Memory and swap together are no more than the memory: a part that needs more is ended, not slowed down.
    return [
      [`${name}_CPUS`, String(cpus)],
      [`${name}_MEMORY`, `${memoryMb}m`],
      [`${name}_SWAP`, `${memoryMb}m`],
    ] as const;
  });
  return { GOLIVE_CPUSET: cpusetOf(shape), ...Object.fromEntries(limits) };
}
