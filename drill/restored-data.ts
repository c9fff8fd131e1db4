import { FingerprintError } from '../stack/fingerprint/fingerprint-error.ts';
import type { Target } from '../targets/schema/target.ts';
import { comparisonRow } from './comparison-row.ts';
import { compareStates, type Comparison, type StatePair } from './compare-states.ts';
import type { EmptyStack } from './drill-context.ts';
import type { DrillLog, Row } from './drill-log.ts';
import { takeDatabase, takeObjects, type SystemState } from './system-state.ts';

/** What came back, read before the system was started on it; what could not be read is a finding. */
export interface RestoredData {
  readonly state: SystemState;
  /** By check: why its part could not be read to its end. */
  readonly unreadable: Readonly<Record<string, string>>;
}

/** Reads everything that the restore command left, past the system. */
export async function readRestored(
  target: Target,
  { access }: EmptyStack,
  leaveOut: readonly string[],
): Promise<RestoredData> {
  const unreadable: Record<string, string> = {};
  const read = async <Part>(checks: readonly string[], work: () => Promise<Part>): Promise<Part | null> => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof FingerprintError)) throw error;
      for (const check of checks) unreadable[check] = error.message;
      return null;
    }
  };
  const database = await read(['restore.rows-equal', 'restore.structure-equal'], () =>
    takeDatabase(access, leaveOut),
  );
  const objects = await read(['restore.objects-equal'], () => takeObjects(target, access));
  return { state: { database, objects }, unreadable };
}

const parts = {
  rows: { check: 'restore.rows-equal', rests: ['database'] },
  structure: { check: 'restore.structure-equal', rests: ['database'] },
  objects: { check: 'restore.objects-equal', rests: ['objects'] },
} as const satisfies Record<keyof Comparison, { check: string; rests: readonly ('database' | 'objects')[] }>;

/** Writes the three comparisons; a part without access to it stays open. */
export function tellComparisons(log: DrillLog, target: Target, pair: StatePair, data: RestoredData): void {
  const comparison = compareStates(target, pair, data.state);
  for (const part of ['rows', 'structure', 'objects'] as const) {
    const { check, rests } = parts[part];
    const verdict = comparison[part];
    const broken = data.unreadable[check];
    if (broken !== undefined) log.tell(unreadableRow(check, broken), rests);
    else if (verdict !== null) {
      log.differences.push(...verdict.refused, ...verdict.unsure, ...verdict.allowed);
      log.tell(comparisonRow(check, verdict), rests);
    }
  }
}

function unreadableRow(check: string, why: string): Row {
  const reason = `what was restored cannot be read: ${why}`;
  return { check, expected: 'readable data', actual: 'unreadable', outcome: 'fail', reason };
}
