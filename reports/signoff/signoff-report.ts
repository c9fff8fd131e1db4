import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseBinding } from '../../targets/binding.ts';
import type { SignoffReport } from '../schema/signoff-report.ts';
import type { Verdict } from '../verdict.ts';
import { writeWhole } from '../write-whole.ts';
import { roleDecisions, waivedName, whyNotAuthorised, type Now } from './authority.ts';
import { verdictDigest } from './ledger.ts';
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
    decision: state.decision.decision,
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
    // Who only asks has signed nothing.
    if (count > 0) writeWhole(join(runFolder, 'signoff.json'), `${JSON.stringify(report, null, 1)}\n`);
    if (countOf(runFolder) === count) return { state, report };
  }
}
