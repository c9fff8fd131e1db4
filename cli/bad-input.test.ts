import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { readJournal } from '../evidence/journal.ts';
import { assertAllowed } from '../load/allowed-host.ts';
import { verdictSchema } from '../reports/verdict.ts';
import { explained } from '../stack/process/disk-full.ts';
import { exitCodeOf, explain } from './explain.ts';
import { badInputCases } from './testing/bad-input-cases.ts';
import type { BadInput } from './testing/bad-input.ts';
import { startGolive, type Ended } from './testing/golive-child.ts';
import { leftoversAfter } from './testing/leftovers.ts';
import { makePlace, type Place } from './testing/place.ts';

const isRoot = process.getuid?.() === 0;
const limitMs = 120_000;

/** Every second one asks for JSON, and those that nobody interrupts for quiet: then the message is all there is. */
function wordsOf({ arguments: given, signal }: BadInput, place: Place, asJson: boolean): readonly string[] {
  const [command = '', ...words] = typeof given === 'function' ? given(place) : given;
  const usesReports = ['verify', 'drill', 'load', 'report'].includes(command);
  const hasReports = words.includes('--reports') || !usesReports;
  return [
    command,
    ...(asJson ? ['--json'] : []),
    ...(signal === undefined ? ['--quiet'] : []),
    ...(hasReports ? [] : ['--reports', place.reports]),
    ...words,
  ];
}

async function play(one: BadInput, place: Place, asJson: boolean): Promise<Ended> {
  const golive = startGolive({
    place,
    arguments: wordsOf(one, place, asJson),
    environment: one.environment?.(place) ?? {},
    through: one.through ?? [],
  });
  if (one.signal) {
    await golive.reached(one.signal.at);
    golive.child.kill(one.signal.name);
  }
  return await golive.ended;
}

function assertOneMessage({ stderr }: Ended, { expect, signal }: BadInput): void {
  const messages = stderr.split(/^(?=golive: )/mu).filter((text) => text.startsWith('golive: '));
  assert.equal(messages.length, 1, `one message, got:\n${stderr}`);
  assert.match(messages[0] ?? '', expect.message);
  assert.doesNotMatch(stderr, /^ {4}at /mu, 'no stack trace');
  assert.doesNotMatch(stderr, /a defect of Golive/u);
  if (signal === undefined) assert.ok(stderr.startsWith('golive: '), `quiet, got:\n${stderr}`);
}

function assertRunIsKept(place: Place): void {
  const [run = ''] = place.runs();
  assert.notEqual(run, '', 'a run had begun');
  const folder = join(place.reports, run);
  assert.equal(readJournal(join(folder, 'evidence.jsonl')).cutShort, false);
  const verdict = verdictSchema.parse(JSON.parse(readFileSync(join(folder, 'verdict.json'), 'utf8')));
  assert.equal(verdict.decision, 'INCONCLUSIVE');
  assert.match(verdict.endedEarly ?? '', /could not run: |interrupted /u);
}

describe('bad input ends with one clear message and leaves nothing', { concurrency: 3 }, () => {
  for (const [index, one] of badInputCases.entries()) {
    const { name, expect, needsRoot = false } = one;
    // What these show without root is in `the same, without root`, below.
    if (needsRoot && !isRoot) continue;
    it(name, { timeout: limitMs }, async () => {
      using place = makePlace();
      await using prepared = new AsyncDisposableStack();
      const made = await one.prepare?.(place);
      if (made) prepared.use(made);
      const before = place.runs();
      const asJson = index % 2 === 0;
      const ended = await play(one, place, asJson);
      assertOneMessage(ended, one);
      assert.equal(ended.code, expect.exitCode);
      if (asJson && ended.stdout !== '') JSON.parse(ended.stdout);
      else assert.equal(ended.stdout, '');
      assert.deepEqual(await leftoversAfter(place), []);
      if (expect.run === true) assertRunIsKept(place);
      else assert.deepEqual(place.runs(), before);
    });
  }
});

describe('the same, without root', () => {
  it('a full disk is said, whatever tool has met it', () => {
    const met = new Error('initdb: could not write: No space left on device');
    const error = explained(met, '/tmp/place');
    assert.match(explain(error), /^golive: expected room in \/tmp\/place, got a full disk: /u);
    assert.equal(exitCodeOf(error), 4);
  });

  it('a host that load may not go to is refused before anything is sent', () => {
    assert.throws(
      () => assertAllowed('192.0.2.7', ['10.1.2.3']),
      (error: unknown) => {
        const message =
          'golive: load: expected one of 127.0.0.0/8, 10.1.2.3, got 192.0.2.7; nothing was sent to it';
        assert.equal(explain(error), message);
        return exitCodeOf(error) === 2;
      },
    );
  });

  it('the table is long enough', () => assert.ok(badInputCases.length >= 50, String(badInputCases.length)));
});
