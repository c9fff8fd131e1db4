import type { ComponentRole } from './component.ts';
import type { StackFacts } from './facts.ts';

const byDriver = {
  process: 'process-stack',
  docker: 'container-stack',
  attach: 'deployed',
} as const satisfies Record<StackFacts['driver'], string>;

export type StackFidelity = (typeof byDriver)[StackFacts['driver']] | 'emulator';

/** How real an answer of this stack is; less where a part that gave it is an emulation. */
export function stackFidelity(
  facts: Pick<StackFacts, 'driver' | 'emulated'>,
  parts: readonly ComponentRole[] = [],
): StackFidelity {
  return parts.some((part) => facts.emulated.includes(part)) ? 'emulator' : byDriver[facts.driver];
}
