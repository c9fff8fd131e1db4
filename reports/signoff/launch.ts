import { formatInstant } from '../figures.ts';
import type { SignoffReport } from '../schema/signoff-report.ts';
import { standingRejections } from './authority.ts';

/** Where the decision of people stands beside a GO, in a word and why: what is read in ten seconds. */
export interface Launch {
  readonly is: 'authorised' | 'awaited' | 'rejected' | 'lapsed' | 'refused';
  readonly title: string;
  /** By whom and until when, or what is missing; each stands by itself. */
  readonly parts: readonly string[];
}

/** What a launch waits for, or stands on. Undefined where a verdict is no GO, and was none before. Pure. */
export function launchOf(signoff: SignoffReport): Launch | undefined {
  const { authorised, decision, lapsed, refused } = signoff;
  if (authorised) return { is: 'authorised', title: 'AUTHORISED', parts: authorisedBy(signoff) };
  const rejected = standingRejections(signoff).map(
    ({ name, role, at, reason }) =>
      `by ${name} (${role}), ${formatInstant(at)}${reason ? `: ${reason}` : ''}`,
  );
  if (rejected.length > 0) return { is: 'rejected', title: 'REJECTED', parts: rejected };
  if (lapsed.length > 0) return { is: 'lapsed', title: 'LAPSED', parts: lapsed };
  if (decision !== 'GO') return undefined;
  if (refused.length > 0) return { is: 'refused', title: 'cannot be authorised', parts: refused };
  return { is: 'awaited', title: 'not authorised yet', parts: missing(signoff) };
}

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;

function authorisedBy({ roles, lapsesAt }: SignoffReport): readonly string[] {
  const names = roles.flatMap(({ id, name, decision }) =>
    decision === 'approve' && name !== null ? [`${name} (${id})`] : [],
  );
  const until = lapsesAt && `until ${formatInstant(lapsesAt.at)}: ${lapsesAt.by}`;
  return [`by ${listed(names)}`, ...(until === null ? [] : [until])];
}

function missing({ roles, leastApprovals }: SignoffReport): readonly string[] {
  const open = roles.filter(({ isRequired, decision }) => isRequired && decision !== 'approve');
  const approved = roles.filter(({ decision }) => decision === 'approve').length;
  const awaits = roles.filter((role) => role.awaits.length > 0);
  const lines = awaits.reduce((sum, role) => sum + role.awaits.length, 0);
  const each = awaits.map((role) => `${role.id} ${role.awaits.length}`).join(', ');
  return [
    ...(open.length === 0 ? [] : [`missing: ${open.map(({ id }) => id).join(', ')}`]),
    ...(open.length === 0 && approved < leastApprovals
      ? [`${approved} of at least ${leastApprovals} roles have approved`]
      : []),
    ...(lines === 0 ? [] : [`${lines} ${lines === 1 ? 'line awaits' : 'lines await'} a person: ${each}`]),
  ];
}

/** As one sentence, for where there is one line. */
export const launchSentence = ({ title, parts }: Launch): string =>
  parts.length === 0 ? title : `${title}, ${parts.join('; ')}`;
