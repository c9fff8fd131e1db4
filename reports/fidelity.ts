import type { LeastFidelity } from '../checks/check.ts';
import type { Fidelity } from '../evidence/row.ts';

/** A synthetic stream is an emulated phone whose camera was replaced by a part of our own: the less real of the two. */
const phoneScale = [
  'static',
  'emulator',
  'synthetic-stream',
  'emulated-phone',
  'live-capture',
  'installed-app',
  'real-device',
] as const satisfies readonly Fidelity[];

const stackScale = [
  'static',
  'emulator',
  'process-stack',
  'container-stack',
  'deployed',
] as const satisfies readonly Fidelity[];

function reaches(scale: readonly Fidelity[], row: Fidelity, least: LeastFidelity): boolean {
  const need = scale.indexOf(least);
  return need >= 0 && scale.indexOf(row) >= need;
}

/** True when an observation of fidelity `row` is at least as real as `least` asks, on the scale that `least` is of. */
export function atLeast(row: Fidelity, least: LeastFidelity): boolean {
  return reaches(phoneScale, row, least) || reaches(stackScale, row, least);
}
