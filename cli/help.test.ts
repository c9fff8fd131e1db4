import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { commands as named } from './commands.ts';
import { exitCodeTable } from './exit-codes.ts';
import { startGolive } from './testing/golive-child.ts';
import { makePlace } from './testing/place.ts';

const commands = await Promise.all(named.map((item) => item.load()));

async function help(...words: readonly string[]): Promise<string> {
  using place = makePlace();
  const { code, stdout, stderr } = await startGolive({ place, arguments: words }).ended;
  assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
  return stdout;
}

describe('help', { concurrency: 2 }, () => {
  for (const words of [['--help'], ['-h'], ['help']]) {
    it(`golive ${words.join(' ')} lists every command, and the exit codes`, async () => {
      const text = await help(...words);
      for (const { name, summary } of commands)
        assert.ok(text.includes(`  ${name.padEnd(9)} ${summary}\n`), name);
      for (const line of exitCodeTable) assert.ok(text.includes(line), line);
    });
  }

  for (const { name, usage, summary, flags, options } of commands) {
    it(`golive ${name} --help says its usage, every flag that it takes, and the exit codes`, async () => {
      const text = await help(name, '--help');
      assert.ok(text.startsWith(`${usage}\n\n${summary}\n`));
      for (const [flag, what] of Object.entries(flags))
        assert.ok(text.includes(`  ${flag.padEnd(26)} ${what}\n`));
      const taken = [...Object.keys(options), 'json', 'quiet'].map((flag) => `--${flag}`);
      const told = [...text.matchAll(/^ {2}(--[a-z-]+)/gmu)].map(([, flag]) => flag);
      assert.deepEqual(told.toSorted(), taken.toSorted());
      for (const line of exitCodeTable) assert.ok(text.includes(line), line);
    });
  }

  it('every command is found by its own name', () => {
    assert.deepEqual(
      commands.map(({ name }) => name),
      named.map(({ name }) => name),
    );
  });

  it('golive alone prints it too, and ends with 2', async () => {
    using place = makePlace();
    const { code, stdout } = await startGolive({ place, arguments: [] }).ended;
    assert.equal(code, 2);
    assert.match(stdout, /^golive: may this release go live\?\n/u);
  });
});
