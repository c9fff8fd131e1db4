import type { Fidelity } from '../evidence/row.ts';
import type { ComponentRole } from '../stack/component.ts';
import type { StackFacts } from '../stack/facts.ts';

const byDriver = {
  process: 'process-stack',
  docker: 'container-stack',
  attach: 'deployed',
} as const satisfies Record<StackFacts['driver'], Fidelity>;

/** How real an answer of this stack is; less where a part that gave it is an emulation. */
export function stackFidelity(
  facts: Pick<StackFacts, 'driver' | 'emulated'>,
  parts: readonly ComponentRole[] = [],
): Fidelity {
  return parts.some((part) => facts.emulated.includes(part)) ? 'emulator' : byDriver[facts.driver];
}
