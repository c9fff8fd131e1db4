import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { readHooks } from './read-hooks.ts';

describe('hooks', () => {
  let folder: string;
  before(() => void (folder = mkdtempSync(join(tmpdir(), 'hooks-'))));
  after(() => rmSync(folder, { recursive: true }));
  const write = (name: string, text: string): string => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  };

  it('are read from JSON and from a module; what is left out is not given', async () => {
    const database = { engine: 'postgres', urlVariable: 'STAGING_URL' };
    const hooks = await readHooks(write('a.json', JSON.stringify({ database })));
    assert.deepEqual(hooks.database, database);
    assert.deepEqual([hooks.plainPort, hooks.permits, hooks.accounts], [80, [], {}]);
    const module = await readHooks(write('a.mjs', 'export const hooks = { expect: { version: "2" } };'));
    assert.equal(module.expect.version, '2');
  });

  const refused = (name: string, text: string, message: RegExp) =>
    it(`refuse ${name}`, async () => {
      await assert.rejects(readHooks(write(`${name.replaceAll(' ', '-')}.json`, text)), (error: Error) => {
        assert.match(error.message, message);
        return !error.message.includes('\n');
      });
    });

  refused('a field that is unknown', '{"acounts":{}}', /json: .*acounts/u);
  refused(
    'a secret in place of its name',
    '{"database":{"engine":"postgres","urlVariable":"postgres://a"}}',
    /database.*name of an environment variable/u,
  );
  refused(
    'a removal that would take more than what is marked',
    '{"removals":[{"record":"customer","covers":["/api/customers"],"by":{"count":"select count(*) n from c where name like $1","remove":["delete from c"]}}]}',
    /removals\.0\.by.*expected \$1: only marked records/u,
  );
  refused(
    'a permit for a name',
    '{"permits":[{"address":"staging.example","allows":["load"],"until":"2026-01-01","by":"A"}]}',
    /permits\.0\.address.*IP address/u,
  );
  refused(
    'a permit without its end',
    '{"permits":[{"address":"10.0.0.1","allows":["load"],"by":"A"}]}',
    /permits\.0\.until/u,
  );
  refused(
    'a restore without a scratch place',
    '{"commands":{"restore":{"command":"x","timeoutMs":1}}}',
    /commands\.restore\.scratch/u,
  );
  refused('text that is no JSON', '{', /expected a \.json file, or a module that exports hooks, got: /u);

  it('refuse a module that exports none', async () => {
    await assert.rejects(
      readHooks(write('b.mjs', 'export const other = 1;')),
      /expected an export named "hooks"/u,
    );
  });
});
