import assert from 'node:assert/strict';
import { test } from 'node:test';

import { asksForDocker, asksForK6 } from './asked-tools.ts';

const cases: ReadonlyArray<readonly [words: string, docker: boolean, k6: boolean]> = [
  ['verify reference --profile gate --stack process', false, false],
  ['verify reference --stack docker', true, false],
  ['verify reference --stack=docker --only load.p95', true, false],
  ['load reference --engine k6', false, true],
  ['load reference --engine=k6 --stack docker', true, true],
  ['verify docker --source k6', false, false],
  ['capacity reference --shape 2cpu-4gb', true, false],
  ['verify reference --shape=2cpu-4gb', true, false],
  ['prove reference --fault shape', false, false],
  ['load reference --engine', false, false],
];

for (const [line, docker, k6] of cases) {
  test(`${line}: ${docker ? 'containers' : 'no containers'}, ${k6 ? 'k6' : 'no k6'}`, () => {
    const words = line.split(' ');
    assert.deepEqual({ docker: asksForDocker(words), k6: asksForK6(words) }, { docker, k6 });
  });
}
