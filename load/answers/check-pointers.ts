import type { PointerCheck } from '../plan.ts';

// Read by Node and by k6 alike: nothing of either is used here.

/** How a value differs from what was expected. */
export interface Difference {
  expected: string;
  actual: string;
}

/** The first pointer that does not hold in a JSON body; undefined where all do. */
export function checkPointers(body: unknown, checks: readonly PointerCheck[]): Difference | undefined {
  for (const check of checks) {
    const difference = comparePointer(body, check);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

function comparePointer(body: unknown, check: PointerCheck): Difference | undefined {
  const value = valueAt(body, check.pointer);
  const place = check.pointer === '' ? 'the body' : check.pointer;
  if (value === undefined) return { expected: `a value at ${place}`, actual: 'none' };
  if (check.type !== undefined && typeName(value) !== check.type) {
    return { expected: `${check.type} at ${place}`, actual: typeName(value) };
  }
  if (check.equals !== undefined && value !== check.equals) {
    return { expected: `${excerpt(check.equals)} at ${place}`, actual: excerpt(value) };
  }
  return undefined;
}

const known = new Map<string, readonly string[]>();

/** A pointer's keys; those of a plan are few, and each answer asks for the same. */
function keysOf(pointer: string): readonly string[] {
  let keys = known.get(pointer);
  if (keys === undefined) {
    keys = pointer
      .slice(1)
      .split('/')
      .map((raw) => raw.replaceAll('~1', '/').replaceAll('~0', '~'));
    known.set(pointer, keys);
  }
  return keys;
}

/** RFC 6901. Undefined where nothing is there. */
export function valueAt(body: unknown, pointer: string): unknown {
  if (pointer === '') return body;
  let value: unknown = body;
  for (const key of keysOf(pointer)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function excerpt(value: unknown): string {
  return (JSON.stringify(value) ?? 'undefined').slice(0, 80);
}
