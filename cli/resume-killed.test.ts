import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { readJournal } from '../evidence/journal.ts';
import { verdictSchema } from '../reports/verdict.ts';
import { startGolive } from './testing/golive-child.ts';
import { childrenAfter } from './testing/leftovers.ts';
import { changedTarget, makePlace } from './testing/place.ts';

const wanted = ['headers.present', 'auth.required'] as const;
const asked = [
  ...wanted.flatMap((check) => ['--only', check]),
  ...['--profile', 'acceptance', '--stack', 'process', '--seed', 'XS', '--device', 'android'],
];
/** Not the first: of several that were under way some are written, and some are not. */
const midway = /ok +5\/\d+ /u;

describe('a run that was killed outright', () => {
  it('is gone on with: what it had answered is not asked again', { timeout: 300_000 }, async () => {
    using place = makePlace();
    mkdirSync(place.reports);
    const words = (target: string, ...more: readonly string[]) => [
      ...['verify', target, '--reports', place.reports],
      ...asked,
      ...more,
    ];
    const golive = startGolive({ place, arguments: words('reference') });
    await golive.reached({ line: midway });
    golive.child.kill('SIGKILL');
    await golive.ended;
    assert.deepEqual(await childrenAfter(place), []);
    const [killed = ''] = place.runs();
    const folder = join(place.reports, killed);
    assert.equal(existsSync(join(folder, 'verdict.json')), false, 'it was killed before its verdict');
    const before = readJournal(join(folder, 'evidence.jsonl')).rows.filter(({ check }) =>
      wanted.some((one) => one === check),
    );
    assert.ok(before.length >= 5, `${before.length} answers before it was killed`);

    const other = changedTarget(place, "target.title = 'Another';");
    const refused = await startGolive({ place, arguments: words(other, '--resume', killed) }).ended;
    assert.equal(refused.code, 2, refused.stderr);
    assert.match(refused.stderr, /--resume: expected the target to be as it was, got another one under/u);

    const again = await startGolive({ place, arguments: words('reference', '--resume', killed) }).ended;
    assert.equal(again.code, 3, again.stderr);
    assert.match(again.stderr, /questions are not asked again/u);
    const run = place.runs().find((id) => id !== killed) ?? '';
    const { rows } = readJournal(join(place.reports, run, 'evidence.jsonl'));
    const own = rows.filter((row) => row.run === run).map(({ check, subject }) => `${check}/${subject}`);
    for (const row of before) {
      assert.ok(
        !own.includes(`${row.check}/${row.subject}`),
        `${row.check}/${row.subject} is not asked again`,
      );
      assert.ok(rows.some(({ run: from, subject }) => from === killed && subject === row.subject));
    }
    const verdict = verdictSchema.parse(
      JSON.parse(readFileSync(join(place.reports, run, 'verdict.json'), 'utf8')),
    );
    const answers = verdict.checks.filter(({ id }) => wanted.some((one) => one === id));
    assert.ok(answers.length > before.length, 'the rest was asked');
    assert.deepEqual([...new Set(answers.map(({ outcome }) => outcome))], ['pass']);
    assert.equal(existsSync(join(place.reports, run, 'begun.json')), false, 'the verdict says it now');
  });
});
