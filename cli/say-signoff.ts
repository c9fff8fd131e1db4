import { plainLine } from '../reports/plain-text.ts';
import type { SignoffReport } from '../reports/schema/signoff-report.ts';
import type { Terminal } from './terminal.ts';

type Role = SignoffReport['roles'][number];

const signs = { approve: '✔', reject: '✕' } as const;
const outcomeSigns = {
  pass: '✔',
  fail: '✕',
  inconclusive: '?',
  'not-applicable': '–',
  'not-asked': '·',
} as const;

/** Whether a launch is authorised, each role with its boxes and what already answers them, and what is missing. */
export function saySignoff(report: SignoffReport, { result, paint }: Terminal): void {
  const { run, release, authorised, why, roles, attested, waivers, drill } = report;
  for (const role of roles) roleLines(role).forEach((line) => result(line));
  for (const { line, name, role, device } of attested) {
    result(`  ☑ ${plainLine(line)}: ${name} (${role})${device === null ? '' : `, on ${plainLine(device)}`}`);
  }
  for (const { of, name, reason, expiresAt, expired } of waivers) {
    result(`  ! ${of} waived by ${name} until ${expiresAt}${expired ? ', expired' : ''}: ${reason}`);
  }
  if (drill !== null) result(`  restore drill of ${drill.at}, run ${drill.run}`);
  const what = release === null ? run : `${release.version} (sha256:${release.digest}), run ${run}`;
  if (authorised) {
    result(paint('green', `AUTHORISED: ${what}`));
    return;
  }
  result(paint('red', `NOT AUTHORISED: ${what}`));
  for (const reason of why) result(`  - ${plainLine(reason)}`);
}

function roleLines({ id, title, isRequired, boxes, awaits, decision, name, at }: Role): readonly string[] {
  const said =
    decision === null ? '· not signed yet' : `${signs[decision]} ${decision} by ${name ?? ''}, ${at ?? ''}`;
  return [
    `${title} (${id})${isRequired ? '' : ', need not approve'}: ${said}`,
    ...boxes.map(({ text, answers }) => {
      const list = answers.map(({ check, outcome }) => `${outcomeSigns[outcome]} ${check}`).join(', ');
      return `  [${decision === 'approve' ? 'x' : ' '}] ${text}: ${list === '' ? 'answered by the person alone' : list}`;
    }),
    ...(awaits.length === 0 ? [] : [`  awaits --attest ${awaits.join(',')}`]),
  ];
}
