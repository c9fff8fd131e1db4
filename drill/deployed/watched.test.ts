import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeKept } from './kept-backups.ts';
import { judgePlaces, readPlaces } from './storage.ts';
import { judgeWatchers } from './watchers.ts';

const now = new Date('2026-03-31T12:00:00Z');
const hourMs = 3_600_000;
const stated = {
  newestWithinMs: { value: 26 * hourMs, source: 'the plan' },
  keepDays: { value: 7, source: 'the plan' },
};
const nightly = (count: number, bytes = 1_000) =>
  Array.from({ length: count }, (_, night) => ({
    at: new Date(now.getTime() - (5 + 24 * night) * hourMs),
    bytes,
    name: `night ${night}`,
  }));
type Kept = ReturnType<typeof nightly>;
const told = (kept: Kept) =>
  judgeKept(kept, stated, now)
    .filter(({ outcome, reason }) => outcome !== undefined || reason !== undefined)
    .filter(({ reason = '' }) => reason !== '')
    .map(({ outcome = 'by its figures', reason }) => `${outcome}: ${reason}`);

test('a backup for each day that they are kept is all that is asked', () => {
  assert.deepEqual(told(nightly(9)), []);
});

test('one that is late, one that is missing and one that is a stump are each told', () => {
  const late = nightly(9).filter(({ name }) => name !== 'night 0');
  assert.match(told(late).join(), /night 1 is the newest: expected one of at most 26 h/u);
  const missing = nightly(9).filter(({ name }) => name !== 'night 3');
  assert.match(told(missing).join(), /none between 2026-03-27 and 2026-03-29/u);
  const [first, second, ...others] = nightly(9);
  assert.ok(first && second);
  assert.match(told([first, { ...second, bytes: 20 }, ...others]).join(), /night 1 has 20 bytes/u);
  assert.match(told([]).join(), /none is kept/u);
});

test('a deployment that is younger than its backups are kept leaves that open', () => {
  assert.match(told(nightly(3)).join(), /^inconclusive: the oldest is of 2026-03-29/u);
});

const watchers = [{ id: 'probe', what: 'the front door', withinMs: { value: 600_000, source: 'the plan' } }];
const seen = (at: string | null, failed = 0) =>
  judgeWatchers(watchers, new Map([['probe', { at, failed }]]), now);

test('who looked lately and whose alerts arrived passes; late, never and lost alerts do not', () => {
  const [look, alerts] = seen('2026-03-31T11:55:00Z');
  assert.equal(look?.outcome, 'pass');
  assert.equal(alerts?.actual, 0);
  assert.equal(seen('2026-03-31T11:00:00Z')[0]?.outcome, 'fail');
  assert.match(seen(null)[0]?.reason ?? '', /nothing has ever looked at the front door/u);
  assert.match(seen('2026-03-31T11:55:00Z', 2)[1]?.reason ?? '', /did not arrive/u);
});

test('a watcher of which nothing was printed is open', () => {
  const [row] = judgeWatchers(watchers, new Map(), now);
  assert.equal(row?.outcome, 'inconclusive');
  assert.equal(row?.subject, 'probe');
});

const places = [
  { id: 'database', what: 'the database', source: 'the plan' },
  { id: 'backups', what: 'each backup', source: 'the plan' },
];

test('data lie where a key is needed, or that is said; what nobody spoke of is open', () => {
  assert.equal(judgePlaces(places, readPlaces('database crypt\nbackups encrypted\n')).actual, 0);
  const open = judgePlaces(places, readPlaces('database part\nbackups crypt'));
  assert.equal(open.actual, 1);
  assert.match(open.reason ?? '', /the database lies on part \(the plan\)/u);
  assert.equal(judgePlaces(places, readPlaces('database crypt')).outcome, 'inconclusive');
  assert.throws(() => readPlaces('database'), /expected "<place> <type>" a line, got "database"/u);
});
