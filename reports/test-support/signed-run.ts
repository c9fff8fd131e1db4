import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogue } from '../../checks/catalogue.ts';
import { targetDigest } from '../../targets/target-digest.ts';
import { loadTarget, targetFile } from '../../targets/load.ts';
import type { SignoffReport } from '../schema/signoff-report.ts';
import { drillOf } from '../signoff/drill.ts';
import type { Attested, PersonDecision, SignoffRecord } from '../signoff/records.ts';
import { toSignoffReport } from '../signoff/signoff-report.ts';
import { judgeState } from '../signoff/state.ts';
import type { Verdict } from '../verdict.ts';
import { sampleDrill } from './sample-measurements.ts';
import { cleanVerdict } from './sample-verdict.ts';

export const release = '9f2c41d07ab35e6611f0c4b7d2a98e5533c1b6f7a0de4c2287b9e1f64d5ac310';

const policy: NonNullable<Verdict['signOff']> = {
  roles: ['development', 'operations', 'management'].map((id) => ({
    id,
    title: id,
    boxes:
      id === 'operations' ? [{ text: 'Backup tested', checks: ['restore.completes', 'restored.task'] }] : [],
  })),
  mustApprove: ['development', 'operations', 'management'],
  leastApprovals: 3,
  onePersonForAll: null,
  drillWithinDays: 7,
  goForDays: 7,
  waiverForDays: 30,
};

const personLine = (role: string): Verdict['checklist'][number] => ({
  ...{ id: `plan/${role}`, section: 'Sign-off', text: `${role} is ready`, by: 'person', phase: 'release' },
  ...{ role, outcome: 'person', reason: `awaits ${role}`, note: null, asks: [], checks: [] },
  ...{ level: 'blocking', minFidelity: null, awaits: null },
});

/** A whole GO of today, with its drill, and one line for each role: what a run leaves when all is well. */
export async function goVerdict(now = new Date()): Promise<Verdict> {
  const clean = await cleanVerdict();
  const before = (ms: number): string => new Date(now.getTime() - ms).toISOString();
  const asked = catalogue.filter(({ suite, id }) => suite === 'drill' && /^(?:backup|restored?)\./u.test(id));
  const [first] = clean.checks.filter(({ id }) => id === 'task.confirmed');
  if (first === undefined) throw new Error('expected the sample to ask task.confirmed');
  const one = { ...first, startedAt: before(600_000) };
  const drilled = asked.map(({ id, question }) => ({
    ...one,
    ...{ ref: id, id, question, suite: 'drill', subject: 'target', device: 'none', stack: 'main' },
  }));
  const checks = [one, ...drilled];
  const answered: Verdict['checklist'][number] = {
    ...personLine('development'),
    ...{
      id: 'plan/work-orders',
      text: 'Work orders can be created',
      by: 'check',
      role: null,
      outcome: 'pass',
    },
    ...{ reason: '', asks: [first.ref.split('@')[0] ?? first.ref], checks: [first.ref] },
  };
  const configuration = {
    target: { module: 'reference', digest: targetDigest(await loadTarget(targetFile('reference'))) },
    compose: null,
  };
  const at = { startedAt: before(900_000), endedAt: before(300_000) };
  return {
    ...clean,
    run: { ...clean.run, ...at, id: '20260302T105512-sample-k3f9', configuration },
    counts: { ...clean.counts, pass: checks.length },
    checks,
    checklist: [answered, ...policy.roles.map(({ id }) => personLine(id))],
    drill: sampleDrill,
    signOff: policy,
  };
}

/** What people have said, as the records of a run hold it. */
export interface Said {
  readonly records: readonly SignoffRecord[];
  readonly asOf?: Date;
  readonly drill?: undefined;
  readonly target?: string;
}

export const signature = (
  role: string,
  decision: PersonDecision | null,
  attested: Attested[] = [],
  reason: string | null = null,
): SignoffRecord => ({
  ...{ kind: 'signature', version: 1, number: 1, at: new Date().toISOString(), run: 'r', verdict: 'v' },
  ...{ previous: null, role, name: `Person of ${role}`, decision, reason, attested },
});

/** signoff.json of what people said, judged as the commands do. */
export function saidOf(verdict: Verdict, said: Said): SignoffReport {
  const { records, asOf = new Date(), target = verdict.run.configuration?.target.digest ?? null } = said;
  const drill = 'drill' in said ? undefined : drillOf(verdict);
  return toSignoffReport(judgeState({ verdict, verdictDigest: 'v', records, drill, asOf }), 'v', { target });
}

export interface RunPlace extends Disposable {
  readonly runs: string;
  /** Folder of a run with this verdict, as `verify` leaves it. */
  write(verdict: Verdict): string;
}

export function runPlace(): RunPlace {
  const runs = mkdtempSync(join(tmpdir(), 'signed-run-'));
  return {
    runs,
    write(verdict) {
      const folder = join(runs, verdict.run.id);
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'verdict.json'), `${JSON.stringify(verdict, null, 1)}\n`);
      return folder;
    },
    [Symbol.dispose]: () => rmSync(runs, { recursive: true, force: true }),
  };
}
