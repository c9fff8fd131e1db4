import type { Fault } from '../../faults/fault.ts';
import type { CommandInput } from '../command.ts';
import { readRequest } from '../run-request.ts';
import type { RunRequest } from '../run-context.ts';
import { placeOf, playClean, uncontrolled } from './controls.ts';
import { limits } from './limits.ts';
import { faultLine, cleanLine } from './lines.ts';
import { playMutants } from './play-mutants.ts';
import { partOf } from './proof-plan.ts';
import type { ProofLog } from './proof-log.ts';
import type { ProofRequest } from './proof-request.ts';
import { profileOf } from './profile-of.ts';
import { proveFault } from './prove-fault.ts';

/** So many faults share a clean run of what they touch. */
const together = 10;

/** What all parts of one proof share. */
export interface Proof {
  readonly asked: ProofRequest;
  readonly log: ProofLog;
  readonly input: CommandInput;
}

/** Flags of a run that a proof hands on; the reading of them is the run's own. */
async function requestFor({ input }: Proof, more: Readonly<Record<string, unknown>>): Promise<RunRequest> {
  const { values, positionals } = input;
  const { stack = 'process', source, reports, device } = values;
  const given = { stack, source, reports, device, ...more };
  const kept = Object.entries(given).filter(([, value]) => value !== undefined);
  return await readRequest(Object.fromEntries(kept) as CommandInput['values'], positionals);
}

/** Clean runs first, then faults, then mutants; what is in the file already is not done again. */
export async function playProof(proof: Proof): Promise<void> {
  const { asked, input } = proof;
  await playCleanRuns(proof);
  await playFaults(proof);
  if (asked.mutations === 0 || input.signal.aborted) return;
  await playMutants(proof, await requestFor(proof, { device: input.values['device'] ?? ['android'] }));
}

/** Whole runs with nothing planted. */
async function playCleanRuns(proof: Proof): Promise<void> {
  const { asked, log, input } = proof;
  const whole = await requestFor(proof, { device: undefined });
  for (let number = 1; number <= asked.clean; number += 1) {
    const key = `clean-${number}`;
    if (log.has('clean', key) || input.signal.aborted) continue;
    const options = { signal: input.signal, limitMs: limits.clean };
    const record = await playClean(log, whole, { kind: 'clean', key, ...options });
    if (record) input.terminal.result(cleanLine(record));
  }
}

/** Each fault in a stack of its own, after a clean run of what it touches. */
async function playFaults(proof: Proof): Promise<void> {
  const { asked, log, input } = proof;
  const due = partOf(asked.faults, asked.shard).filter(({ id }) => !log.has('fault', id));
  for (const [at, fault] of due.entries()) {
    const request = await faultRequest(proof, fault);
    await playControl(proof, request, due.slice(at));
    if (input.signal.aborted) return;
    input.terminal.progress(`planting ${fault.id}: ${fault.what}`);
    const options = { signal: input.signal, limitMs: limits.fault };
    const record = await proveFault(log, fault, request, options);
    if (record) input.terminal.result(faultLine(record, fault));
  }
}

async function faultRequest(proof: Proof, fault: Fault): Promise<RunRequest> {
  const device = proof.input.values['device'] ?? ['android'];
  const profile = profileOf(fault);
  return await requestFor(proof, { fault: fault.id, device, ...(profile === 'gate' ? {} : { profile }) });
}

/** Asks what this fault touches with nothing planted, and with it what the next ones do. */
async function playControl(proof: Proof, request: RunRequest, next: readonly Fault[]): Promise<void> {
  const { log, input } = proof;
  const place = placeOf(request);
  if (uncontrolled(log, place, request.only).length === 0) return;
  const words: string[] = [];
  for (const fault of next.slice(0, together)) {
    const other = await faultRequest(proof, fault);
    if (placeOf(other) === place && other.seed === request.seed) words.push(...other.only);
  }
  const only = uncontrolled(log, place, words);
  const options = { signal: input.signal, limitMs: limits.control };
  const key = `control-${log.of('control').length + 1}-${log.of('fault').length}`;
  const clean = { ...request, fault: undefined, only };
  const record = await playClean(log, clean, { kind: 'control', key, ...options });
  if (record) input.terminal.result(cleanLine(record));
}
