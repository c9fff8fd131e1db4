import assert from 'node:assert/strict';
import { cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { readSignoff } from '../reports/signoff/read-signoff.ts';
import { startGolive } from './testing/golive-child.ts';
import { makePlace } from './testing/place.ts';
import { go, people, roles, runOf } from './testing/signed-run.ts';

describe('the records', () => {
  it('of three people who sign at the same moment are all kept, numbered and in signoff.json', async () => {
    using run = runOf();
    using place = makePlace();
    const started = roles.map((role) =>
      startGolive({
        place,
        arguments: [
          'signoff',
          run.folder,
          '--role',
          role,
          '--name',
          people[role],
          '--attest',
          `plan/${role}`,
        ],
      }),
    );
    const ended = await Promise.all(started.map((one) => one.ended));
    assert.deepEqual(
      ended.map(({ code, stderr }) => [code, stderr]),
      roles.map(() => [0, '']),
    );
    assert.deepEqual(readdirSync(join(run.folder, 'signoff')).toSorted(), [
      '0001.json',
      '0002.json',
      '0003.json',
    ]);
    assert.deepEqual(
      readSignoff(run.folder)
        ?.attested.map(({ role }) => role)
        .toSorted(),
      roles.toSorted(),
    );
  });

  it('that were changed, taken away or brought from another run are found', async () => {
    using run = runOf();
    await run.attestAll();
    const file = (number: number): string => join(run.folder, 'signoff', `000${number}.json`);
    const second = readFileSync(file(2), 'utf8');
    writeFileSync(file(2), second.replace('Olga Berg', 'Olga Bern'));
    const changed = await run.status();
    assert.equal(changed.code, 2);
    assert.match(changed.text, /0003\.json: previous: the record before it was changed/u);
    rmSync(file(2));
    assert.match((await run.status()).text, /0003\.json: expected 0002\.json before it, got none/u);
    writeFileSync(file(2), '{');
    assert.match((await run.status()).text, /0002\.json: expected JSON/u);
    using other = runOf({ ...go, run: { ...go.run, id: go.run.id.replace('k3f9', 'zzzz') } });
    writeFileSync(file(2), second);
    cpSync(join(run.folder, 'signoff'), join(other.folder, 'signoff'), { recursive: true });
    assert.match((await other.status()).text, /0001\.json: run: expected .*zzzz, got .*k3f9/u);
  });

  it('of a run of a Golive that knew no sign-off cannot begin', async () => {
    using run = runOf({ ...go, signOff: undefined });
    const { code, text } = await run.status();
    assert.equal(code, 2);
    assert.match(text, /signOff: expected who signs, got none/u);
  });
});
