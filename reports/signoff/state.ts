import { join } from 'node:path';
import type { SignOffPolicy } from '../../targets/sign-off-policy.ts';
import type { Decision } from '../decide.ts';
import { ReportError } from '../report-error.ts';
import type { Verdict } from '../verdict.ts';
import type { Waiver } from '../waiver.ts';
import { readVerdict } from '../read-verdict.ts';
import { findDrill, type PassedDrill } from './drill.ts';
import { readLedger, verdictDigest } from './ledger.ts';
import type { Signature, SignoffRecord, WaiverRecord } from './records.ts';
import { rejudge, type LineAnswer, type LineWaiver, type Said } from './rejudge.ts';

/** All that an authorisation is judged by. */
export interface SignoffState {
  readonly verdict: Verdict;
  readonly policy: SignOffPolicy;
  readonly asOf: Date;
  /** The verdict with what people have said of it since. */
  readonly decision: Decision;
  /** Under the verdict as it is now, in the order in which they were given. */
  readonly signatures: readonly Signature[];
  readonly answers: readonly LineAnswer[];
  readonly waivers: readonly WaiverRecord[];
  /** Records that were made under another verdict.json than the one that lies there now. */
  readonly lapsed: readonly SignoffRecord[];
  /** The latest of this release, also where it is too old. */
  readonly drill: PassedDrill | undefined;
}

export interface Judged {
  readonly verdict: Verdict;
  readonly verdictDigest: string;
  readonly records: readonly SignoffRecord[];
  readonly drill: PassedDrill | undefined;
  readonly asOf: Date;
}

/** Pure. @throws ReportError `unsignable` for a run of a Golive that knew no sign-off. */
export function judgeState({ verdict, verdictDigest: digest, records, drill, asOf }: Judged): SignoffState {
  const policy = verdict.signOff;
  if (policy === undefined) {
    const why = 'verdict.json: signOff: expected who signs, got none: verify the release with this Golive';
    throw new ReportError('unsignable', `${verdict.run.id}: ${why}`);
  }
  const standing = records.filter((record) => record.verdict === digest);
  const signatures = standing.filter((record) => record.kind === 'signature');
  const waivers = standing.filter((record) => record.kind === 'waiver');
  const said = saidBy(signatures, waivers, asOf);
  return {
    ...{ verdict, policy, asOf, signatures, waivers, drill },
    decision: rejudge(verdict, said),
    answers: said.answers,
    lapsed: records.filter((record) => record.verdict !== digest),
  };
}

function saidBy(signatures: readonly Signature[], waivers: readonly WaiverRecord[], asOf: Date): Said {
  const answers = signatures.flatMap(({ attested, role, name, at }) =>
    attested.map((one): LineAnswer => ({ ...one, role, name, at })),
  );
  const ofChecks = waivers.flatMap(({ what, name, reason, expiresAt }): Waiver[] =>
    'check' in what ? [{ ...what, name, reason, expiresAt }] : [],
  );
  const ofLines = waivers.flatMap(({ what, name, reason, expiresAt }): LineWaiver[] =>
    'line' in what ? [{ ...what, name, reason, expiresAt }] : [],
  );
  return { waivers: ofChecks, lineWaivers: ofLines, answers, asOf };
}

/** Reads a run's folder. @throws ReportError as readVerdict and readLedger do; `unsignable`. */
export function readState(runFolder: string, asOf: Date): SignoffState {
  const verdict = readVerdict(join(runFolder, 'verdict.json'));
  const { records } = readLedger(runFolder, verdict.run.id);
  return judgeState(judgedIn(runFolder, { verdict, records, asOf }));
}

/** What a run's folder, and those beside it, show to these records. */
export function judgedIn(
  runFolder: string,
  { verdict, records, asOf }: Pick<Judged, 'verdict' | 'records' | 'asOf'>,
): Judged {
  const withinDays = verdict.signOff?.drillWithinDays ?? 0;
  const drill = findDrill(runFolder, verdict, { withinDays, asOf });
  return { verdict, verdictDigest: verdictDigest(runFolder), records, drill, asOf };
}
