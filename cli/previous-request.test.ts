import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { explain, exitCodeOf } from './explain.ts';
import { readPrevious } from './previous-request.ts';

const source = mkdtempSync(join(tmpdir(), 'golive-previous-'));
after(() => rmSync(source, { recursive: true }));
writeFileSync(join(source, 'main.py'), '1');
const who = ['-c', 'user.name=A', '-c', 'user.email=a@b.example', '-c', 'commit.gpgsign=false'];
for (const words of [
  ['init', '--quiet'],
  ['add', '.'],
  ['commit', '--quiet', '--message', 'one'],
  ['tag', 'v1'],
])
  execFileSync('git', [...who, ...words], { cwd: source });

const asked = { source, attach: undefined };

test('the release before is a commit of the source’s repository, or a folder', async () => {
  assert.equal(await readPrevious({}, asked), undefined);
  assert.equal(await readPrevious({ previous: 'v1' }, asked), 'v1');
  assert.equal(await readPrevious({ previous: source }, { ...asked, source: undefined }), source);
});

const deployment = {
  deployment: { hostName: 'a.example', port: 443, connect: undefined },
  compared: undefined,
  stated: undefined,
  hooks: undefined,
} as const;

const wrong: readonly (readonly [string, string, object, RegExp])[] = [
  ['a name that the repository does not have', 'v9', {}, /got "v9": its history has none of this name/u],
  ['a file', join(source, 'main.py'), {}, /expected a commit, a tag or a folder, got ".*", which is a file/u],
  ['nothing', '', {}, /expected a commit, a tag or a folder, got ""/u],
  ['another flag', '-x', {}, /expected a commit, a tag or a folder, got "-x"/u],
  ['a commit of nobody knows what', 'v1', { source: undefined }, /expected a folder, or --source DIR/u],
  ['a commit of a folder without history', 'v1', { source: tmpdir() }, /fatal: not a git repository/u],
  ['a deployment', 'v1', { attach: deployment }, /expected none with --url/u],
];

for (const [name, previous, changed, message] of wrong) {
  test(`${name} is refused in one sentence, as the user’s own`, async () => {
    await assert.rejects(readPrevious({ previous }, { ...asked, ...changed }), (error: unknown) => {
      assert.match(explain(error), /^golive: --previous: expected [^\n]+$/u);
      assert.match(explain(error), message);
      return exitCodeOf(error) === 2;
    });
  });
}
