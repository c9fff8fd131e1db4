import { applicable } from '../../targets/capabilities.ts';
import type { AtOnce } from '../../targets/schema/at-once.ts';
import { playAmount } from '../../fixtures/at-once/amount.ts';
import type { Stage } from '../../fixtures/at-once/at-once.ts';
import { playOnce } from '../../fixtures/at-once/once.ts';
import { playRecord } from '../../fixtures/at-once/record.ts';
import { playRecords } from '../../fixtures/at-once/records.ts';
import { check } from '../../fixtures/check.ts';

async function play(stage: Stage, write: AtOnce): Promise<void> {
  if (write.kind === 'records') return await playRecords(stage, write);
  if (write.kind === 'record') return await playRecord(stage, write);
  return write.kind === 'amount' ? await playAmount(stage, write) : await playOnce(stage, write);
}

check('writes.at-once', async ({ subject, people, attached, sql, unique, seen }) => {
  const { target } = attached;
  const write = applicable(target.atOnce, 'atOnce').find(({ id }) => id === subject);
  if (!write) throw new Error(`${subject} is no write of atOnce of the target`);
  if (!sql) {
    seen.inconclusive('no SQL access to this stack: what was stored was not seen');
    return;
  }
  await play(
    {
      sql,
      seen,
      unique,
      warmUpPath: target.signIn.whoAmI.path,
      session: (role) => people.session(role),
      crowd: (role, count) => people.crowd(role, count),
    },
    write,
  );
});
