/** A part of the compose file that has limits of its own. */
export const shapedParts = ['front', 'application', 'operations', 'database', 'objects', 'cache'] as const;
export type ShapedPart = (typeof shapedParts)[number];

/** At most this for one container; 1 MB is 1,048,576 bytes, as an engine has it. */
export interface PartLimits {
  readonly cpus: number;
  readonly memoryMb: number;
}

/** A server as providers sell them: all parts of a stack together have this, and no more. */
export interface Shape {
  readonly name: string;
  /** Processors that every part runs on: one CPU is one CPU for all of them together. */
  readonly cpus: number;
  readonly memoryMb: number;
  /** How it is shared out; what is left over is the operating system's. */
  readonly parts: Readonly<Record<ShapedPart, PartLimits>>;
}

/** How many containers of a part a stack has at most: the application runs twice. */
export const mostOf = {
  front: 1,
  application: 2,
  operations: 1,
  database: 1,
  objects: 1,
  cache: 1,
} as const satisfies Readonly<Record<ShapedPart, number>>;

/**
 * The same server, for a system of so many processes: what its two applications have is shared out among all of them,
 * replicas and processes beside them alike.
 */
export function sharedAmong(shape: Shape, processes: number): Shape {
  if (processes <= mostOf.application) return shape;
  const { application } = shape.parts;
  const memoryMb = Math.floor((mostOf.application * application.memoryMb) / processes);
  return { ...shape, parts: { ...shape.parts, application: { ...application, memoryMb } } };
}

/** The droplets of the go-live plans. */
export const shapes: readonly Shape[] = [
  {
    name: '1cpu-2gb',
    cpus: 1,
    memoryMb: 2048,
    parts: {
      front: { cpus: 1, memoryMb: 128 },
      application: { cpus: 1, memoryMb: 384 },
      operations: { cpus: 1, memoryMb: 320 },
      database: { cpus: 1, memoryMb: 448 },
      objects: { cpus: 1, memoryMb: 224 },
      cache: { cpus: 1, memoryMb: 96 },
    },
  },
  {
    name: '2cpu-4gb',
    cpus: 2,
    memoryMb: 4096,
    parts: {
      front: { cpus: 1, memoryMb: 192 },
      application: { cpus: 1, memoryMb: 768 },
      operations: { cpus: 1, memoryMb: 640 },
      database: { cpus: 2, memoryMb: 1024 },
      objects: { cpus: 1, memoryMb: 448 },
      cache: { cpus: 1, memoryMb: 128 },
    },
  },
  {
    name: '2cpu-8gb',
    cpus: 2,
    memoryMb: 8192,
    parts: {
      front: { cpus: 1, memoryMb: 256 },
      application: { cpus: 1, memoryMb: 1536 },
      operations: { cpus: 1, memoryMb: 1024 },
      database: { cpus: 2, memoryMb: 2560 },
      objects: { cpus: 1, memoryMb: 768 },
      cache: { cpus: 1, memoryMb: 256 },
    },
  },
];

export const shapeNames: readonly string[] = shapes.map(({ name }) => name);

export function findShape(name: string): Shape | undefined {
  return shapes.find((shape) => shape.name === name);
}

/** `2 CPU / 4 GB`, as a provider's list says it. */
export function shapeTitle({ cpus, memoryMb }: Pick<Shape, 'cpus' | 'memoryMb'>): string {
  return `${cpus} CPU / ${Number((memoryMb / 1024).toPrecision(2))} GB`;
}
