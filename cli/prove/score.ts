import { shareBounds } from '../../load/statistics/error-rate.ts';
import type { Proof, ProofRate } from '../../reports/schema/proof.ts';
import type { ProofLog } from './proof-log.ts';
import type { ProofRecord } from './proof-record.ts';

/** Longer than this, a fault costs more than it should. */
const briefMs = 30_000;

/** What a proof is of. */
export type ProofFacts = Pick<Proof, 'target' | 'version' | 'digest' | 'stack' | 'devices'> & {
  readonly candidates: number;
};

/** The figures of a proof, from its records alone. */
export function scoreOf(log: Pick<ProofLog, 'of'>, facts: ProofFacts): Proof {
  const { candidates, ...about } = facts;
  const faults = log.of('fault');
  const all = log.of('mutation');
  const mutants = all.filter(({ outcome }) => outcome !== 'not-built');
  const clean = log.of('clean');
  const controls = [...clean, ...log.of('control')];
  const answers = controls.flatMap(({ passed, red }) => [...passed, ...red]);
  const records: readonly ProofRecord[] = [...faults, ...all, ...controls];
  const times = records.map(({ at }) => at).toSorted();
  const alive = mutants.filter(({ outcome }) => outcome !== 'killed');
  return {
    ...about,
    startedAt: times[0] ?? new Date(0).toISOString(),
    endedAt: times.at(-1) ?? new Date(0).toISOString(),
    faults: {
      missed: rate(faults.filter(({ outcome }) => outcome !== 'caught').length, faults.length),
      notCaught: faults
        .filter(({ outcome }) => outcome !== 'caught')
        .map(({ key, why }) => ({ id: key, why })),
      durations: durationsOf(faults),
    },
    mutations: {
      seed: all[0]?.seed ?? null,
      candidates,
      survived: rate(alive.length, mutants.length),
      alive: alive.map(({ key, outcome, what, why, diff, asked, notAsked }) => ({
        ...{ id: key, outcome, what, why, diff, asked, notAsked },
      })),
      killed: mutants
        .filter(({ outcome }) => outcome === 'killed')
        .map(({ key, what, why, diff }) => ({ id: key, what, by: why, diff })),
      notBuilt: all.length - mutants.length,
      durations: durationsOf(mutants),
    },
    clean: {
      notGo: rate(clean.filter(({ decision }) => decision !== 'GO').length, clean.length),
      falseAlarms: rate(controls.flatMap(({ red }) => red).length, answers.length),
      alarms: controls.flatMap(({ key, red }) => red.map((cell) => `${cell} in ${key}`)),
    },
  };
}

/** A share with its exact (Clopper-Pearson) one-sided 95 % upper bound. */
export function rate(events: number, n: number): ProofRate {
  return { events, n, upper: shareBounds(events, n).upper };
}

function durationsOf(records: readonly { readonly durationMs: number }[]): Proof['faults']['durations'] {
  const sorted = records.map(({ durationMs }) => durationMs).toSorted((a, b) => a - b);
  return {
    medianMs: sorted[Math.floor(sorted.length / 2)] ?? 0,
    longestMs: sorted.at(-1) ?? 0,
    over30s: sorted.filter((ms) => ms > briefMs).length,
  };
}
