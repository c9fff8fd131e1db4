import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { verdictSchema } from '../reports/verdict.ts';
import { environment } from '../stack/environment.ts';
import { startGolive } from './testing/golive-child.ts';
import { leftoversAfter } from './testing/leftovers.ts';
import { makePlace, root, type Place } from './testing/place.ts';

/** The shortest run that asks something. */
const short = (place: Place): readonly string[] => [
  ...['verify', 'reference', '--only', 'stack.ready', '--device', 'android', '--seed', 'XS'],
  ...['--reports', place.reports],
];

const escape = String.fromCharCode(27);

/** In a terminal of its own, as a person has it. */
function inTerminal(noColour: string | undefined): string {
  const env: Record<string, string> = { ...environment.inherited, TERM: 'xterm' };
  delete env['NO_COLOR'];
  if (noColour !== undefined) env['NO_COLOR'] = noColour;
  const command = `'${process.execPath}' '${join(root, 'cli', 'main.ts')}' doctor`;
  return spawnSync('script', ['-qec', command, '/dev/null'], { env, encoding: 'utf8' }).stdout;
}

describe('what goes where', { concurrency: 2 }, () => {
  it('--json: the verdict alone on standard output, progress on standard error', async () => {
    using place = makePlace();
    const { code, stdout, stderr } = await startGolive({ place, arguments: [...short(place), '--json'] })
      .ended;
    const verdict = verdictSchema.parse(JSON.parse(stdout));
    assert.equal(stdout.trimEnd().split('\n').length, 1);
    assert.equal(verdict.decision, 'INCONCLUSIVE');
    assert.match(verdict.sentence, /partial: \d+ of \d+ checks/u);
    assert.equal(code, 3, 'a filtered run never ends in GO');
    assert.match(stderr, /^preflight: [^]*ok {3}stack\.ready/mu);
    assert.ok(!stderr.includes(escape), 'no colour where no terminal is');
    const [run = ''] = place.runs();
    assert.deepEqual(verdict, JSON.parse(readFileSync(join(place.reports, run, 'verdict.json'), 'utf8')));
  });

  it('--quiet: nothing on standard error; and a reader who leaves early takes nothing with him', async () => {
    using place = makePlace();
    const golive = startGolive({ place, arguments: [...short(place), '--stack', 'process', '--quiet'] });
    golive.child.stdout?.destroy();
    const { code, stderr } = await golive.ended;
    assert.deepEqual({ code, stderr }, { code: 3, stderr: '' });
    const [run = ''] = place.runs();
    verdictSchema.parse(JSON.parse(readFileSync(join(place.reports, run, 'verdict.json'), 'utf8')));
    assert.deepEqual(await leftoversAfter(place), []);
  });

  it('a list into `| head` ends without a word', async () => {
    using place = makePlace();
    const golive = startGolive({ place, arguments: ['plan', 'reference', '--json'] });
    golive.child.stdout?.destroy();
    const { code, stderr } = await golive.ended;
    assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
  });

  it('colour is for terminals, and not where NO_COLOR is set', () => {
    assert.ok(inTerminal(undefined).includes(`${escape}[32m✔`), 'painted in a terminal');
    assert.ok(inTerminal('').includes(`${escape}[32m✔`), 'an empty NO_COLOR is none');
    const plain = inTerminal('1');
    assert.match(plain, /✔ Node\.js/u);
    assert.ok(!plain.includes(escape));
  });
});
