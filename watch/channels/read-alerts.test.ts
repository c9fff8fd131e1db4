import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { WatchError } from '../watch-error.ts';
import { readAlerts } from './read-alerts.ts';

const folder = mkdtempSync(join(tmpdir(), 'golive-alerts-'));
after(() => rmSync(folder, { recursive: true }));

const refused = [
  { name: 'no JSON', text: '{', says: /alerts\.json: expected a JSON file/u },
  { name: 'a kind that is not known', text: '{"channels":[{"kind":"pager"}]}', says: /channels/u },
  {
    name: 'neither address nor variable',
    text: '{"channels":[{"kind":"otlp"}]}',
    says: /channels.*expected url or urlVariable/u,
  },
  {
    name: 'a variable that is not set',
    text: '{"channels":[{"kind":"otlp","urlVariable":"NOT_SET_HERE"}]}',
    says: /channels\.0\.urlVariable: expected NOT_SET_HERE to be set/u,
  },
  {
    name: 'two of one name',
    text: '{"channels":[{"kind":"textfile","file":"a.prom","name":"x"},{"kind":"textfile","file":"b.prom","name":"x"}]}',
    says: /expected names that differ, got "x" twice/u,
  },
];

for (const { name, text, says } of refused) {
  test(`a file of alerts is refused: ${name}`, () => {
    const file = join(folder, 'alerts.json');
    writeFileSync(file, text);
    assert.throws(
      () => readAlerts(file),
      (error) => error instanceof WatchError && says.test(error.message),
    );
  });
}
