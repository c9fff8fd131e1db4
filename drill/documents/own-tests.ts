import { join } from 'node:path';
import { accountOf } from '../../stack/clients/session.ts';
import type { Command, ExecResult } from '../../stack/component.ts';
import { applicable } from '../../targets/capabilities.ts';
import { isNotApplicable } from '../../targets/schema/common.ts';
import type { OwnTest } from '../../targets/schema/promises.ts';
import { substitute } from '../../targets/substitute.ts';
import { copyRelease } from './copy-release.ts';
import { noDocuments, open, type DocumentQuestion } from './documents-context.ts';
import { coverageIn, judgeRun, judgeWithoutSystem, plain, tallyOf, type Tally } from './judge-tests.ts';
import { lendPort } from './lent-ports.ts';
import { readPlace } from './read-place.ts';

const coverageCheck = 'tests.coverage';

type Play = (command: string) => Promise<Pick<ExecResult, 'exitCode'> & { readonly said: string }>;

/** Runs the system's own tests as documented, with the system there and without it. */
export async function askOwnTests(question: DocumentQuestion): Promise<void> {
  const { stack, prepared, documents, folder } = question;
  const tests = applicable(stack.target.promises.tests, 'ownTests');
  if (prepared === undefined || documents === undefined) {
    for (const check of [undefined, coverageCheck]) question.tell(open('tests that run', noDocuments), check);
    return;
  }
  const copy = join(folder, 'release');
  if (tests.some((test) => test.in === 'copy')) await copyRelease(prepared.folder, copy);
  for (const test of tests) await askOne({ ...question, documents }, test, player(question, test, copy));
}

async function askOne(
  question: DocumentQuestion & { readonly documents: string },
  test: OwnTest,
  play: Play,
): Promise<void> {
  const { documents, report, tell, signal } = question;
  signal.throwIfAborted();
  report(`running the system’s own tests, ${test.id}: ${test.command} (${test.source})`);
  const claim = test.claimed && (await readPlace(documents, test.claimed));
  if (test.claimed !== undefined && claim === undefined) {
    tell(open('a claim of how many pass', `${test.claimed.file} no longer says how many pass`));
  }
  const claimed = claim && { count: Number(claim.text), source: claim.source };
  const seen = await withSystem(question, test, async () => tallied(await play(test.command), test));
  const row = judgeRun(seen, claimed);
  const repaired = row.outcome === 'fail' ? await afterRepair(question, test, play) : '';
  tell({ ...row, reason: `${test.id}: ${row.reason ?? ''}${repaired}` });
  if (test.asks.length > 0) {
    const blind = judgeWithoutSystem(tallied(await play(test.command), test));
    tell({ ...blind, reason: `${test.id}: ${blind.reason ?? ''}` });
  }
  if (!isNotApplicable(test.coverage)) await tellCoverage(question, test, test.coverage, seen, play);
}

const tallied = ({ exitCode, said }: Awaited<ReturnType<Play>>, test: OwnTest): Tally =>
  tallyOf({ exitCode, said }, test);

/** What a line that only works after a repair would say: told beside its failure. */
async function afterRepair(question: DocumentQuestion, test: OwnTest, play: Play): Promise<string> {
  if (test.repair === undefined) return '';
  const { says, command, role } = test.repair;
  const { target, access } = question.stack;
  const { email, password } =
    role === undefined ? { email: '', password: '' } : accountOf(target, access, role);
  const line = role === undefined ? command : substitute(command, { email, password });
  const { passed, failed, exitCode, said } = await withSystem(question, test, async () =>
    tallied(await play(line), test),
  );
  const why = passed + failed === 0 ? `; it said last: ${said.trim().slice(-300)}` : '';
  return `; repaired: ${says}: ${passed} right, ${failed} wrong, ended with ${exitCode ?? 'nothing'}${why}`;
}

async function tellCoverage(
  { tell }: DocumentQuestion,
  { id }: OwnTest,
  { leastPercent, source, command, says }: Exclude<OwnTest['coverage'], { notApplicable: string }>,
  seen: Tally,
  play: Play,
): Promise<void> {
  const { exitCode, said } = command === undefined ? seen : await play(command);
  const covered = coverageIn(said, says);
  const limit = { operator: '>=', expected: leastPercent, limit: leastPercent, unit: '%', n: 1 } as const;
  if (covered !== undefined) {
    const reason = exitCode === 0 ? `${id}: ${source}` : `${id}: measured while not all of them passed`;
    tell({ ...limit, actual: covered, reason }, coverageCheck);
    return;
  }
  const reason = `${id}: no share was printed (${source}); it said last: ${said.trim().slice(-300)}`;
  tell({ ...limit, actual: null, n: 0, outcome: 'inconclusive', reason }, coverageCheck);
}

/** The system answers at the addresses that the tests know it by. */
async function withSystem<T>(
  { stack }: DocumentQuestion,
  { asks }: OwnTest,
  act: () => Promise<T>,
): Promise<T> {
  await using lent = new AsyncDisposableStack();
  for (const { port, part } of asks) {
    const component = stack.components.find(({ name }) => name === part) ?? stack.component('application');
    lent.use(await lendPort(port, component.endpoint));
  }
  return await act();
}

function player({ stack, exec, signal }: DocumentQuestion, test: OwnTest, copy: string): Play {
  return async (line) => {
    const command: Command = { program: 'sh', arguments: ['-c', line], timeoutMs: test.timeoutMs, signal };
    const { exitCode, stdout, stderr } = await (test.in === 'copy'
      ? exec({ ...command, folder: copy })
      : stack.operate(command));
    return { exitCode, said: plain([stdout, stderr].join('\n')) };
  };
}
