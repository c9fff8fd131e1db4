import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decide } from './decide.ts';
import { cell, input, row } from './test-support/judge-input.ts';
import { precedenceOfDoubts } from './test-support/precedence-of-doubts.ts';
import { precedenceOfFailures } from './test-support/precedence-of-failures.ts';

const failing = row({ outcome: 'fail' });
const second = { subject: 'second' } as const;

describe('decide: the precedence of the verdict', () => {
  for (const item of [...precedenceOfFailures, ...precedenceOfDoubts]) {
    it(`${item.name}: ${item.decision}`, () => {
      const result = decide(input(item.over));
      assert.equal(result.decision, item.decision, result.sentence);
      assert.ok(result.sentence.startsWith(`${item.decision}: `), result.sentence);
      assert.ok(!result.sentence.endsWith('..'));
      if (item.says) assert.match(result.sentence, item.says);
    });
  }

  it('lists stray failures among the cells, after those that were required', () => {
    const { cells } = decide(input({ evidence: [row(), row({ check: 'no.such', outcome: 'fail' })] }));
    assert.deepEqual(
      cells.map(({ cell: { check, stray } }) => [check, stray ?? false]),
      [
        ['task.confirmed', false],
        ['no.such', true],
      ],
    );
  });

  it('a stray failure of a bound check fails its line', () => {
    const { lines } = decide(input({ evidence: [row(), row({ subject: 'unasked', outcome: 'fail' })] }));
    assert.equal(lines[0]?.outcome, 'fail');
  });

  it('the order of the rows changes nothing', () => {
    const evidence = [failing, row({ attempt: 2 }), row({ ...second, outcome: 'inconclusive' })];
    const forwards = decide(input({ required: [cell(), cell(second)], evidence }));
    const backwards = decide(input({ required: [cell(), cell(second)], evidence: evidence.toReversed() }));
    assert.deepEqual(forwards, backwards);
  });
});
