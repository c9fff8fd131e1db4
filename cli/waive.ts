import { judgeWaiver } from '../reports/signoff/act.ts';
import { appendRecord } from '../reports/signoff/ledger.ts';
import { judgedIn } from '../reports/signoff/state.ts';
import type { WaiverRecord } from '../reports/signoff/records.ts';
import type { Verdict } from '../reports/verdict.ts';
import { UsageError, type Command, type CommandInput } from './command.ts';
import { openSignedRun, required } from './open-signoff.ts';
import { readName, readReason } from './read-person.ts';
import { refuseSurplus } from './refuse-surplus.ts';
import { sayStanding } from './signoff.ts';

/** A named person takes the risk of what speaks against a release, until a day. */
export const waive: Command = {
  name: 'waive',
  summary:
    'Lets a failed or open check, or line of the plan, pass until a day: by a named person, with a reason.',
  usage:
    'golive waive <run> <check>[/<subject>] --name <person> --reason <text> --until <day>\n' +
    'golive waive <run> <line> --name <person> --reason <text> --until <day>',
  flags: {
    '--name <person>': 'who takes the risk',
    '--reason <text>': 'why it may be taken',
    '--until <day>': 'YYYY-MM-DD, the last day in UTC; or an instant of ISO 8601',
    '--target <target>': 'the target, where its module lies elsewhere than when the run was made',
    '--reports <folder>': 'where the runs’ folders are; reports/runs if left out',
  },
  options: {
    name: { type: 'string' },
    reason: { type: 'string' },
    until: { type: 'string' },
    target: { type: 'string' },
    reports: { type: 'string' },
  },
  async run(input) {
    const { values, positionals } = input;
    refuseSurplus('waive', positionals, 2);
    const run = openSignedRun('waive', input);
    const { runFolder, verdict } = run;
    const act = {
      kind: 'waiver',
      what: readWhat(positionals[1], verdict),
      name: readName('waive', values),
      reason: readReason('waive', values),
      expiresAt: readUntil(values),
    } as const;
    const now = new Date();
    appendRecord(runFolder, verdict.run.id, {
      now,
      judge: (records) => judgeWaiver(judgedIn(runFolder, { verdict, records, asOf: now }), act),
    });
    return await sayStanding(run, input);
  },
};

function readWhat(word: string | undefined, { checklist }: Verdict): WaiverRecord['what'] {
  if (word === undefined) {
    throw new UsageError(
      'missing-argument',
      'golive waive: expected a check or a line of the plan after the run',
    );
  }
  if (checklist.some(({ id }) => id === word)) return { line: word };
  const slash = word.indexOf('/');
  return slash < 0 ? { check: word } : { check: word.slice(0, slash), subject: word.slice(slash + 1) };
}

function readUntil(values: CommandInput['values']): string {
  const word = required('waive', values, 'until', '<day>');
  const isDay = /^\d{4}-\d{2}-\d{2}$/u.test(word);
  const instant = new Date(isDay ? `${word}T23:59:59Z` : word);
  const isReal = !Number.isNaN(instant.getTime()) && (!isDay || instant.toISOString().startsWith(word));
  if (isReal && (isDay || word.includes('T'))) return instant.toISOString();
  throw new UsageError('bad-value', `--until: expected a day such as 2026-12-31, got "${word}"`);
}
