import { judgeSignature, type SignatureAct } from '../reports/signoff/act.ts';
import { appendRecord } from '../reports/signoff/ledger.ts';
import { personDecisions, type Attested } from '../reports/signoff/records.ts';
import { writeSignoff } from '../reports/signoff/signoff-report.ts';
import { judgedIn } from '../reports/signoff/state.ts';
import { renderInto } from '../reports/write-reports.ts';
import { UsageError, type Command, type CommandInput } from './command.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import { openSignedRun, required, several, type SignedRun } from './open-signoff.ts';
import { readName, readReason } from './read-person.ts';
import { refuseSurplus } from './refuse-surplus.ts';
import { readNow } from './run-now.ts';
import { saySignoff } from './say-signoff.ts';
import { tellGithubLaunch } from './tell-github.ts';

/** A person's decision on a run; without one, whether the launch is authorised. */
export const signoff: Command = {
  name: 'signoff',
  summary:
    'Signs a run for a role of the plan; without --role it says whether the launch is authorised, and why not.',
  usage:
    'golive signoff <run> [--role <role> --name <person> [--decision approve|reject] [--attest <line>]…]',
  flags: {
    '--role <role>': 'a role of the target’s sign-off',
    '--name <person>': 'who signs',
    '--decision approve|reject': 'left out, the person only attests lines',
    '--reason <text>': 'why, of a rejection',
    '--attest <line>': 'a line of the plan that this person answers for; again for more, or with commas',
    '--device <phone>': 'what the attested lines were seen on, where they ask for a real device',
    '--version <text>': 'its system and browser',
    '--release <sha256>': 'the release that is to go live: a GO of another one has lapsed',
    '--target <target>': 'the target, where its module lies elsewhere than when the run was made',
    '--reports <folder>': 'where the runs’ folders are; reports/runs if left out',
  },
  options: {
    role: { type: 'string' },
    name: { type: 'string' },
    decision: { type: 'string' },
    reason: { type: 'string' },
    attest: { type: 'string', multiple: true },
    device: { type: 'string' },
    version: { type: 'string' },
    release: { type: 'string' },
    target: { type: 'string' },
    reports: { type: 'string' },
  },
  async run(input) {
    const { values, positionals } = input;
    refuseSurplus('signoff', positionals, 1);
    const run = openSignedRun('signoff', input);
    if (values['role'] !== undefined) sign(run, values);
    else refuseHalf(values);
    return await sayStanding(run, input);
  },
};

/** Writes signoff.json and the report anew, and says where a launch stands. */
export async function sayStanding(
  { runFolder, verdict }: SignedRun,
  { values, terminal }: Pick<CommandInput, 'values' | 'terminal'>,
): Promise<ExitCode> {
  const { report } = writeSignoff(runFolder, await readNow(values, verdict));
  renderInto({ runFolder, verdict });
  saySignoff(report, terminal);
  tellGithubLaunch(verdict, terminal, report);
  if (values['json'] === true) process.stdout.write(`${JSON.stringify(report)}\n`);
  const acted = values['role'] !== undefined || values['until'] !== undefined;
  return report.authorised || acted ? exitCodes.GO : exitCodes['NO-GO'];
}

/** Words of a signature without whose it is would be lost without a word. */
function refuseHalf(values: CommandInput['values']): void {
  const given = ['name', 'decision', 'reason', 'attest', 'device', 'version'].find(
    (flag) => values[flag] !== undefined,
  );
  if (given === undefined) return;
  throw new UsageError('missing-argument', `golive signoff: --${given}: expected --role beside it, got none`);
}

function sign({ runFolder, verdict }: SignedRun, values: CommandInput['values']): void {
  const attested = readAttested(values);
  const act: SignatureAct = {
    kind: 'signature',
    role: required('signoff', values, 'role', '<role>'),
    name: readName('signoff', values),
    decision: readDecision(values),
    reason: values['reason'] === undefined ? null : readReason('signoff', values),
    attested: [...attested],
  };
  if (act.decision === null && attested.length === 0) {
    throw new UsageError(
      'missing-argument',
      'golive signoff: expected --decision approve|reject, or --attest <line>',
    );
  }
  const now = new Date();
  appendRecord(runFolder, verdict.run.id, {
    now,
    judge: (records) => judgeSignature(judgedIn(runFolder, { verdict, records, asOf: now }), act),
  });
}

function readDecision(values: CommandInput['values']) {
  const word = values['decision'];
  if (word === undefined) return null;
  const found = personDecisions.find((decision) => decision === word);
  if (found !== undefined) return found;
  throw new UsageError(
    'bad-value',
    `--decision: expected ${personDecisions.join(' or ')}, got "${String(word)}"`,
  );
}

function readAttested(values: CommandInput['values']): readonly Attested[] {
  const lines = [...new Set(several(values, 'attest'))];
  const [device, version] = [values['device'], values['version']].map((value) =>
    typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined,
  );
  if (lines.length === 0 && (device ?? version) !== undefined) {
    throw new UsageError(
      'missing-argument',
      '--device and --version: expected --attest <line> beside them, got none',
    );
  }
  return lines.map((line) => ({
    line,
    ...(device === undefined ? {} : { device }),
    ...(version === undefined ? {} : { version }),
  }));
}
