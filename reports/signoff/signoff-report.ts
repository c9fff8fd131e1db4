import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseBinding } from '../../targets/binding.ts';
import { cellRef } from '../cell-key.ts';
import type { SignoffReport } from '../schema/signoff-report.ts';
import type { Verdict } from '../verdict.ts';
import { writeWhole } from '../write-whole.ts';
import { refusedReasons, roleDecisions, whyNotAuthorised, type Now } from './authority.ts';
import { changedSince, lapsedReasons, lapsesAt } from './lapse.ts';
import { verdictDigest } from './ledger.ts';
import { waivedName } from './records.ts';
import { readState, type SignoffState } from './state.ts';

type Role = SignoffReport['roles'][number];
type BoxAnswer = Role['boxes'][number]['answers'][number];

const worstFirst = ['fail', 'inconclusive', 'pass', 'not-applicable'] as const;

function answerOf(check: string, { checks }: Verdict): BoxAnswer {
  const wanted = parseBinding(check);
  const own = checks.filter(
    ({ id, subject, device }) =>
      id === wanted.check &&
      (wanted.subject === undefined || subject === wanted.subject) &&
      (wanted.device === undefined || device === wanted.device),
  );
  const worst = worstFirst.find((outcome) => own.some((one) => one.outcome === outcome));
  return { check, outcome: worst ?? 'not-asked' };
}

function rolesOf(state: SignoffState): Role[] {
  const { policy, verdict, decision, signatures } = state;
  const decided = roleDecisions(
    policy.roles.map(({ id }) => id),
    signatures,
  );
  const waiting = decision.lines.filter(({ outcome }) => outcome === 'person');
  return policy.roles.map(({ id, title, boxes }) => {
    const own = decided.find(({ role }) => role === id);
    return {
      ...{ id, title, isRequired: policy.mustApprove.includes(id) },
      boxes: boxes.map(({ text, checks }) => ({
        text,
        answers: checks.map((check) => answerOf(check, verdict)),
      })),
      awaits: waiting.filter(({ line }) => line.role === id).map(({ line }) => line.id),
      ...{ decision: own?.decision ?? null, name: own?.name ?? null, at: own?.at ?? null },
    };
  });
}

type Standing = Pick<SignoffReport, 'decision' | 'sentence' | 'found' | 'lines' | 'waived'>;

/** How verdict, lines and checks stand with what people have said; only what that changes. */
function standingWith({ decision, verdict }: SignoffState): Standing {
  const before = new Map(verdict.checklist.map((line) => [line.id, line]));
  const isOther = ({ line, outcome, reason }: (typeof decision.lines)[number]): boolean => {
    const own = before.get(line.id);
    return own?.outcome !== outcome || own.reason !== reason;
  };
  return {
    decision: decision.decision,
    sentence: decision.sentence,
    found: verdict.decision,
    lines: decision.lines
      .filter(isOther)
      .map(({ line, outcome, reason }) => ({ id: line.id, outcome, reason })),
    waived: decision.cells.flatMap(({ cell, waiver }) =>
      waiver === null ? [] : [{ ref: cellRef(cell), waiver }],
    ),
  };
}

/** What people have said, and whether that authorises a launch. Pure. */
export function toSignoffReport(state: SignoffState, digest: string, now: Now): SignoffReport {
  const { verdict, policy, asOf, signatures, answers, waivers, drill } = state;
  const textOf = (id: string): string => verdict.checklist.find((line) => line.id === id)?.text ?? id;
  const why = [...whyNotAuthorised(state, now)];
  const { release } = verdict.run;
  return {
    version: 1,
    run: verdict.run.id,
    verdict: digest,
    release: release && { version: release.version, digest: release.digest },
    asOf: asOf.toISOString(),
    authorised: why.length === 0,
    why,
    ...reasonsOf(state, now),
    ...standingWith(state),
    roles: rolesOf(state),
    leastApprovals: policy.leastApprovals,
    signatures: signatures.map(({ name, role, at, decision, reason }) => ({
      ...{ name, role, at, decision, reason },
    })),
    attested: answers.map(({ line, name, role, at, device = null, version = null }) => ({
      ...{ name, role, at, line, text: textOf(line), device, version },
    })),
    waivers: waivers.map(({ what, name, reason, at, expiresAt }) => ({
      ...{ of: waivedName(what), name, reason, at, expiresAt },
      expired: Date.parse(expiresAt) <= asOf.getTime(),
    })),
    drill: drill ? { ...drill, withinDays: policy.drillWithinDays } : null,
  };
}

function reasonsOf(state: SignoffState, now: Now): Pick<SignoffReport, 'lapsed' | 'refused' | 'lapsesAt'> {
  const lapsed = [...lapsedReasons(state), ...changedSince(state, now)];
  return {
    lapsed,
    refused: [...refusedReasons(state, now)],
    lapsesAt: lapsed.length > 0 ? null : lapsesAt(state),
  };
}

export interface WrittenSignoff {
  readonly state: SignoffState;
  readonly report: SignoffReport;
}

const countOf = (runFolder: string): number =>
  existsSync(join(runFolder, 'signoff'))
    ? readdirSync(join(runFolder, 'signoff')).filter((name) => /^\d+\.json$/u.test(name)).length
    : 0;

/**
 * Writes signoff.json from what stands, where somebody has said something. Somebody may sign meanwhile: whoever writes last has seen all.
 * @throws ReportError `unwritable`, and as readState does.
 */
export function writeSignoff(runFolder: string, now: Now): WrittenSignoff {
  for (;;) {
    const count = countOf(runFolder);
    const state = readState(runFolder, new Date());
    const report = toSignoffReport(state, verdictDigest(runFolder), now);
    // Who only asks has signed nothing; and that somebody asks of another release changes nothing of this one.
    const kept = toSignoffReport(state, report.verdict, { target: now.target });
    if (count > 0) writeWhole(join(runFolder, 'signoff.json'), `${JSON.stringify(kept, null, 1)}\n`);
    if (countOf(runFolder) === count) return { state, report };
  }
}
