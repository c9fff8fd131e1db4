import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile, readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { after, before, test } from 'node:test';
import { StackError } from '../../stack-error.ts';
import type { BuildPlan } from './build-plan.ts';
import { buildRelease } from './build-release.ts';
import { ledger, ledgerPart, makeLedger, planOf, type Ledger } from './testing/ledger.ts';

let made: Ledger;

before(async () => {
  made = await makeLedger();
  await made.put('pages/node_modules/theirs.js', '');
  await made.put('.env', 'SECRET=theirs');
});

after(() => made[Symbol.asyncDispose]());

test('a copy is built by the documented command and used again; the checkout is not written to', async () => {
  const first = made.context();
  const built = await buildRelease(ledger(planOf('plain')), made.checkout, first);
  assert.equal(await readFile(join(built.folder, 'pages/made/words.txt'), 'utf8'), 'one');
  assert.deepEqual(first.commands, ['sh build.sh']);
  assert.equal(built.record.parts[0]?.outcome, 'worked');
  assert.deepEqual(built.record.parts[0].commands, ['`sh build.sh` (README.md line 7)']);
  assert.match(first.said.join('\n'), /Ledger, pages: sh build\.sh, ended with 0 after [\d.]+ s/u);
  assert.ok(!existsSync(join(made.checkout, 'pages/made')));
  // Neither what somebody installed beside it nor anybody's secrets.
  assert.ok(!existsSync(join(built.folder, 'pages/node_modules')));
  assert.ok(!existsSync(join(built.folder, '.env')));
  const second = made.context();
  const again = await buildRelease(ledger(planOf('plain')), made.checkout, second);
  assert.deepEqual([again.folder, again.digest, second.commands], [built.folder, built.digest, []]);
  assert.deepEqual(again.record, built.record);
  await made.put('pages/words.txt', 'two');
  const changed = await buildRelease(ledger(planOf('plain')), made.checkout, made.context());
  assert.equal(await readFile(join(changed.folder, 'pages/made/words.txt'), 'utf8'), 'two');
  assert.notEqual(changed.digest, built.digest);
});

test('what the documents get wrong is said with its line, and the least change is tried on a fresh copy', async () => {
  await made.put('README.md', '## Build\n\nsh old.sh\n');
  await made.put('pages/old.sh', 'touch left-behind; echo "TS2552: no name stats" >&2; exit 3');
  const useless = { says: 'another way that does not work', commands: ['sh build.sh && rm -r made'] };
  const least = {
    says: 'sh build.sh in place of sh old.sh',
    commands: ['test ! -e left-behind', 'sh build.sh'],
  };
  const { record } = await buildRelease(
    ledger(planOf('wrong', useless, least)),
    made.checkout,
    made.context(),
  );
  assert.deepEqual(record.repaired, [least.says]);
  const [pages] = record.parts;
  assert.equal(pages?.outcome, 'failed');
  assert.match(pages.why ?? '', /`sh old\.sh` \(README\.md line 3\) ended with 3: TS2552: no name stats/u);
});

test('of a long log the first error is said, and the last words', async () => {
  await made.put('README.md', '## Build\n\nsh long.sh\n');
  const lines = [...Array(30).keys()].map((at) => `echo warning ${at}`).join('; ');
  await made.put(
    'pages/long.sh',
    `echo "Error: Cannot find module 'hat'"; echo "    at hat.js:1:2"; ${lines}; exit 1`,
  );
  const least = { says: 'by hand', commands: ['sh build.sh'] };
  const { record } = await buildRelease(ledger(planOf('long', least)), made.checkout, made.context());
  assert.match(
    record.parts[0]?.why ?? '',
    /ended with 1: Error: Cannot find module 'hat'\n…\nwarning 20\n(?:warning \d+\n){8}warning 29$/u,
  );
});

test('where the machine failed, or the document says no more, nobody is blamed', async () => {
  await made.put('README.md', '## Build\n\nsh old.sh\n');
  await made.put('pages/old.sh', 'echo "getaddrinfo EAI_AGAIN fonts.example"; exit 1');
  const least = { says: 'by hand', commands: ['sh build.sh'] };
  const cut = await buildRelease(ledger(planOf('cut', least)), made.checkout, made.context());
  assert.equal(cut.record.parts[0]?.outcome, 'open');
  await made.put('README.md', '## Build\n\nSee the wiki.\n');
  const silent = await buildRelease(ledger(planOf('silent', least)), made.checkout, made.context());
  assert.equal(silent.record.parts[0]?.outcome, 'open');
  assert.match(silent.record.parts[0].why ?? '', /a command to build by in README\.md, got none/u);
});

test('a build that fails ends with one message, and nothing of it is taken for whole', async () => {
  await made.put('README.md', '## Build\n\nsh broken.sh\n');
  await made.put('pages/broken.sh', 'mkdir made; echo "no room for hats"; exit 7');
  const context = made.context();
  await assert.rejects(buildRelease(ledger(planOf('broken')), made.checkout, context), (error: unknown) => {
    assert.ok(error instanceof StackError && error.code === 'build-failed');
    assert.match(error.message, /^Ledger, pages: expected its documented commands to make made, got /u);
    assert.match(error.message, /`sh broken\.sh` \(README\.md line 3\) ended with 7/u);
    assert.match(error.message, /no room for hats/u);
    const log = /the whole log: (\S+)$/u.exec(error.message)?.[1] ?? '';
    assert.ok(existsSync(log));
    return true;
  });
  const left = await readdir(join(made.folder, 'builds'));
  const ofBroken = left.filter((name) => name.startsWith('broken'));
  assert.deepEqual(
    ofBroken.map((name) => name.replace(/^broken-[0-9a-f]+/u, '')),
    ['.log', '.parts'],
  );
  // What the document came to is known; what there was no way to make is asked for again.
  const again = made.context();
  const mended = { says: 'by hand', commands: ['sh build.sh'] };
  await assert.rejects(buildRelease(ledger(planOf('broken')), made.checkout, again), /ended with 7/u);
  assert.deepEqual(again.commands, []);
  const { record } = await buildRelease(ledger(planOf('broken', mended)), made.checkout, made.context());
  assert.equal(record.parts[0]?.outcome, 'failed');
});

test('a build that was interrupted, or half of one, is made anew', async () => {
  await made.put('README.md', '## Build\n\nsh build.sh\n');
  const ended = made.context(() => {
    throw new StackError('refused', 'the run has ended');
  });
  await assert.rejects(buildRelease(ledger(planOf('halved')), made.checkout, ended), /the run has ended/u);
  const whole = await buildRelease(ledger(planOf('halved')), made.checkout, made.context());
  await rm(join(whole.folder, '.golive-build.json'));
  await rm(join(whole.folder, 'pages/made/words.txt'));
  const anew = await buildRelease(ledger(planOf('halved')), made.checkout, made.context());
  assert.equal(anew.folder, whole.folder);
  assert.ok(existsSync(join(anew.folder, 'pages/made/words.txt')));
});

test('a build that was interrupted goes on after its last whole part', async () => {
  const second = { ...ledgerPart, name: 'prices', makes: ['prices'], repairs: [] } as const;
  const documented = [{ file: 'README.md', find: /^(mkdir prices.*)$/u }];
  await made.put('README.md', '## Build\n\nsh build.sh\nmkdir prices\n');
  const first = { ...ledgerPart, repairs: [] };
  const plan: BuildPlan = {
    name: 'parts',
    sourceFiles: ['README.md'],
    parts: [first, { ...second, documented }],
  };
  const ended = made.context((command) => {
    if (command === 'mkdir prices') throw new StackError('refused', 'the run has ended');
  });
  await assert.rejects(buildRelease(ledger(plan), made.checkout, ended), /the run has ended/u);
  const context = made.context();
  const { folder: release, record } = await buildRelease(ledger(plan), made.checkout, context);
  assert.deepEqual(context.commands, ['mkdir prices']);
  assert.match(context.said.join('\n'), /Ledger, pages: made before a build was interrupted/u);
  assert.deepEqual(
    record.parts.map(({ name, outcome }) => `${name} ${outcome}`),
    ['pages worked', 'prices worked'],
  );
  assert.ok(existsSync(join(release, 'pages/made/words.txt')) && existsSync(join(release, 'pages/prices')));
  const left = (await readdir(join(made.folder, 'builds'))).filter((name) => name.startsWith('parts'));
  assert.deepEqual(left.toSorted(), [basename(release), `${basename(release)}.log`].toSorted());
});

test('of two at once one builds, and the other waits for it', async () => {
  await made.put('pages/words.txt', 'three');
  const [one, two] = [made.context(), made.context()];
  const plan = ledger(planOf('twice'));
  const built = await Promise.all([
    buildRelease(plan, made.checkout, one),
    buildRelease(plan, made.checkout, two),
  ]);
  assert.equal(built[0].folder, built[1].folder);
  assert.deepEqual([...one.commands, ...two.commands], ['sh build.sh']);
});

test('a folder that is no such checkout is refused by what it lacks', async () => {
  const plan = { ...planOf('none'), sourceFiles: ['README.md', 'server/main.py'] };
  await assert.rejects(
    buildRelease(ledger(plan), made.checkout, made.context()),
    /expected a checkout of Ledger in .*, got no server\/main\.py/u,
  );
});
