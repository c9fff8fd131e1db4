import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { targetFile } from './load.ts';
import { refuseLooseModule } from './module-kind.ts';

const folder = mkdtempSync(join(tmpdir(), 'golive-module-'));
after(() => rmSync(folder, { recursive: true }));
mkdirSync(join(folder, 'own', 'targets'), { recursive: true });
const file = join(folder, 'own', 'targets', 'shop.target.ts');
const say = (text: string): void => writeFileSync(join(folder, 'own', 'package.json'), text);

test('a folder of modules says that it is one, itself or above', () => {
  say('{ "type": "module" }');
  refuseLooseModule(file);
  refuseLooseModule(targetFile('reference'));
});

test('a folder that does not is refused before a run that would ask nothing', () => {
  for (const [text, got] of [
    ['{ "type": "commonjs" }', 'commonjs'],
    ['{}', 'none'],
    ['{', 'no JSON'],
  ] as const) {
    say(text);
    assert.throws(
      () => refuseLooseModule(file),
      new RegExp(
        `expected a package\\.json with "type": "module" .*, got "type": ${got} in .*package\\.json$`,
        'u',
      ),
    );
  }
  refuseLooseModule(file.replace(/ts$/u, 'mts'));
  rmSync(join(folder, 'own', 'package.json'));
  assert.throws(() => refuseLooseModule(file), /got (no package\.json|"type": .*)$/u);
});
