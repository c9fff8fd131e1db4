import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { defaultPlan } from '../k6/default-plan.ts';
import { sampleLine } from '../k6/sample-line.ts';
import { tokensIn } from '../k6/token-variables.ts';
import { LoadError } from '../load-error.ts';
import { endLine } from './end-line.ts';
import { readPartFile, writePartFile } from './part-file.ts';
import { readPartLog } from './read-part-log.ts';
import { partOfSegment, segmentOf } from './segment.ts';
import { readTokenFile, tokensText } from './token-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'golive-part-log-'));
after(() => rmSync(folder, { recursive: true }));

const { plan, feed } = defaultPlan();
const own = feed.filter((line) => line.part === 1 && line.sequence % 3 === 1);
const lines = own.map((line, nth) => {
  const timing = { intendedMs: line.sequence * 50, latenessMs: 1, latencyMs: 20 + nth };
  const right = { outcome: 'ok', status: 200, bytes: 13 } as const;
  const difference = { expected: 'status 200', actual: 'status 500' };
  return sampleLine(
    line,
    timing,
    nth === 5 ? { ...right, outcome: 'wrong-status', status: 500, difference } : right,
  );
});
const end = endLine({
  digest: 'd',
  ...segmentOf({ index: 2, of: 3 }),
  startedMs: 1000,
  endedMs: 12_000,
  dropped: 0,
  // One more than there is area under the rate.
  iterations: own.length + 1,
});

function read(text: string) {
  const file = join(folder, 'part-2.log');
  writeFileSync(file, text);
  return readPartLog(file, { plan, feed });
}

const malformed = (message: RegExp) => (error: unknown) =>
  error instanceof LoadError && error.code === 'part-malformed' && message.test(error.message);

describe('what k6 said of a part', () => {
  it('is the part, whatever else was said between', () => {
    const part = read(`time="…" level=warning msg="something"\n${lines.join('\n')}\n${end}`);
    assert.deepEqual([part.index, part.of, part.digest, part.dropped], [2, 3, 'd', 0]);
    assert.deepEqual(part.outcomes, { ok: own.length - 1, 'wrong-status': 1 });
    assert.deepEqual(
      part.failures.map(({ actual }) => actual),
      ['status 500'],
    );
    const file = join(folder, 'part-2.json');
    writePartFile(file, part);
    assert.deepEqual(readPartFile(file), JSON.parse(JSON.stringify(part)));
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.slice(0, text.length / 2));
    assert.throws(() => readPartFile(file), malformed(/part-2\.json: expected a whole part of a load/u));
  });

  it('is refused where its end is missing, or its beginning was rotated away', () => {
    assert.throws(() => read(lines.join('\n')), malformed(/part-2\.log: expected k6’s last line/u));
    const rotated = `${lines.slice(10).join('\n')}\n${end}`;
    assert.throws(
      () => read(rotated),
      malformed(
        new RegExp(
          `expected the lines of ${own.length + 1} requests, got ${own.length - 10}: it is cut`,
          'u',
        ),
      ),
    );
  });
});

describe('segments', () => {
  it('are those that the k6-operator gives its runners', () => {
    assert.deepEqual(segmentOf({ index: 2, of: 4 }), { segment: '1/4:2/4', sequence: '0,1/4,2/4,3/4,1' });
    assert.deepEqual(segmentOf({ index: 1, of: 1 }), { segment: '0:1', sequence: '0,1' });
    for (const parts of [1, 2, 3, 10]) {
      for (let index = 1; index <= parts; index++) {
        assert.deepEqual(partOfSegment(segmentOf({ index, of: parts })), { index, of: parts });
      }
    }
    assert.throws(
      () => partOfSegment({ segment: '0:1/2', sequence: '0,1/3,2/3,1' }),
      malformed(/expected a segment such as 1\/3:2\/3/u),
    );
  });
});

describe('tokens', () => {
  it('reach a part in as many variables as it takes, in their order', () => {
    const tokens = Array.from({ length: 500 }, (_, user) => `${'x'.repeat(400)}-${user}`);
    const file = join(folder, 'tokens.env');
    writeFileSync(file, tokensText(tokens));
    const variables = readTokenFile(file);
    assert.ok(Object.keys(variables).length > 1);
    assert.ok(Object.values(variables).every((value) => value.length < 128 * 1024));
    assert.deepEqual(tokensIn(variables), tokens);
    writeFileSync(file, 'TOKENS=["a"]\n');
    assert.throws(() => readTokenFile(file), malformed(/tokens\.env line 1: expected GOLIVE_TOKENS_<n>/u));
  });
});
