import { randomUUID } from 'node:crypto';
import { StackError } from '../../stack/stack-error.ts';
import { applicable } from '../../targets/capabilities.ts';
import { substitute } from '../../targets/substitute.ts';
import { check } from '../../fixtures/check.ts';
import { askGiven } from '../../fixtures/perform-task.ts';
import { namesOf } from '../../fixtures/record-names.ts';
import { sendSized } from '../../fixtures/sized-upload.ts';

/** What was answered: an upload that the front breaks off is no answer to a person. */
interface Told {
  readonly status: number | 'no answer';
  readonly words: string;
}

const timeoutMs = 60_000;
/** As slow as a busy machine may take them in: 2 MB a second. */
const slowestBytesPerMs = 2_000;

const readable = /[a-z]{3}/iu;

check('upload.limits', async ({ subject, people, attached, sql, unique, seen }, testInfo) => {
  const { target } = attached;
  const limit = applicable(target.uploadLimits, 'uploadLimits').find(({ id }) => id === subject);
  if (!limit) throw new Error(`${subject} is no upload limit of the target`);
  testInfo.setTimeout(timeoutMs + (3 * limit.limitBytes) / slowestBytesPerMs);
  const row = limit.givenRow === undefined || !sql ? {} : namesOf((await sql.query(limit.givenRow, []))[0]);
  const session = await people.session(limit.role);
  const sessionOf = { session: (role: string) => people.session(role) };
  const shared = await askGiven(limit.id, limit.given, { ...row, unique, uuid: randomUUID() }, sessionOf);
  const send = async (sizeBytes: number, names: typeof shared): Promise<Told> => {
    try {
      // A connection of its own: the front may close one whose body it did not want to read.
      const answer = await sendSized(people.http(), { target, session, limit }, sizeBytes, names);
      return { status: answer.status, words: answer.text.slice(0, 200) };
    } catch (error) {
      if (!(error instanceof StackError)) throw error;
      return { status: 'no answer', words: error.message };
    }
  };
  const cases = [
    ['just under', limit.limitBytes - 1, limit.status],
    ['at', limit.limitBytes, limit.status],
    ['just over', limit.limitBytes + 1, limit.refused],
  ] as const;
  for (const [where, sizeBytes, statuses] of cases) {
    const names = { ...shared, unique: `${unique}-${where.replace(' ', '-')}` };
    const { status, words } = await send(sizeBytes, names);
    const expected = statuses.find((one) => one === status) ?? statuses[0] ?? 200;
    const what = `${sizeBytes} bytes, ${where} the limit (${limit.source})`;
    seen.confirm(`${what}: status`, { expected, actual: status });
    if (statuses === limit.refused)
      seen.confirm(`${what}: the word`, { expected: true, actual: readable.test(words) });
    if (limit.stored && sql) {
      const values = limit.stored.values.map((value) => substitute(value, names));
      seen.confirm(`${what}: stored`, {
        expected: statuses === limit.refused ? 0 : 1,
        actual: (await sql.query(limit.stored.query, values)).length,
      });
    }
  }
});
