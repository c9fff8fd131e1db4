import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { ToolRow } from '../stack/tools/index.ts';
import { checklistLines, checklistVerdict, namedVerdict } from './doctor-checklist.ts';

function row(label: string, need: ToolRow['need'], found: boolean): ToolRow {
  const mend = found ? undefined : `install ${label}`;
  const [version, path] = found ? ['1.2', `/bin/${label}`] : [undefined, undefined];
  return { id: label, label, need, found, version, path, failure: found ? undefined : 'no luck', mend };
}

const lines = (rows: readonly ToolRow[]): string[] => checklistLines(rows, (_colour, text) => text);

describe('the checklist of doctor', () => {
  it('gives the version of what is here, and under what is missing the line that mends it', () => {
    assert.deepEqual(lines([row('browser', 'required', true), row('db', 'required', false)]), [
      '✔ browser  1.2  /bin/browser',
      '✖ db       missing: no luck',
      '           mend: install db',
    ]);
  });

  it('tells apart what stops everything from what one can do without', () => {
    const missing = [
      row('db', 'required', false),
      row('shell', 'wanted', false),
      row('kit', 'optional', false),
    ];
    assert.deepEqual(
      lines(missing)
        .filter((line) => line.includes('missing'))
        .map((line) => line[0]),
      ['✖', '!', '–'],
    );
  });

  it('ends in one sentence about the whole', () => {
    const here = row('browser', 'required', true);
    assert.equal(checklistVerdict([here]), 'All that Golive uses is here.');
    assert.match(
      checklistVerdict([here, row('kit', 'optional', false)]),
      /can verify here; it does without: kit\./,
    );
    assert.match(
      checklistVerdict([here, row('db', 'required', false)]),
      /^Nothing can be verified .* without: db\.$/,
    );
  });

  it('of tools that were named misses each that is not here', () => {
    const here = row('browser', 'required', true);
    assert.equal(namedVerdict([here]), 'All that was named is here.');
    assert.equal(namedVerdict([here, row('kit', 'optional', false)]), 'Missing: kit.');
  });
});
