import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { z } from 'zod';
import { commands as named } from '../cli/commands.ts';
import { parseWords } from '../cli/parse-words.ts';
import { startGolive } from '../cli/testing/golive-child.ts';
import { makePlace } from '../cli/testing/place.ts';
import {
  commandsOfPage,
  commandsOfUnit,
  commandsOfWorkflow,
  linesOfPage,
  type SpelledCommand,
} from './commands-in.ts';

const root = join(import.meta.dirname, '..');
const commands = await Promise.all(named.map((item) => item.load()));
const below = (pattern: string): readonly string[] => globSync(pattern, { cwd: root }).sort();
const text = (path: string): string => readFileSync(join(root, path), 'utf8');
const pages = ['README.md', 'CONTRIBUTING.md', ...below('docs/**/*.md')];
const all: readonly SpelledCommand[] = [
  ...pages.flatMap((path) => commandsOfPage(path, text(path))),
  ...below('docs/examples/ci/*.{service,timer,cron}').flatMap((path) => commandsOfUnit(path, text(path))),
  ...below('docs/examples/ci/*.yml').flatMap((path) => commandsOfWorkflow(path, text(path))),
  ...commandsOfWorkflow('docs/scale-out.md', shardWorkflow()),
];

/** The one workflow that stands in a page. */
function shardWorkflow(): string {
  return /```yaml\n(jobs:[\s\S]*?)```/u.exec(text('docs/scale-out.md'))?.[1] ?? '';
}

/** Why the command line would refuse it; undefined where it takes it. */
function refusal({ words: [name = '', ...rest] }: SpelledCommand): string | undefined {
  if (name === '--help') return undefined;
  const command = commands.find((item) => item.name === name);
  if (command === undefined) return `unknown command "${name}"`;
  try {
    parseWords(command, rest);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

test('every command of the pages and examples is one that the command line takes', () => {
  const refused = all.flatMap((spelled) => {
    const why = refusal(spelled);
    return why === undefined ? [] : [`${spelled.page}: golive ${spelled.words.join(' ')}: ${why}`];
  });
  assert.deepEqual(refused, []);
});

test('each example that starts Golive was looked at', () => {
  const examples = below('docs/examples/ci/*.{service,cron,yml}');
  const seen = new Set(all.map(({ page }) => page));
  assert.ok(examples.length >= 4);
  assert.deepEqual(
    examples.filter((path) => !seen.has(path)),
    [],
  );
});

test('a command that does not exist, and a flag that none takes, are seen wherever they stand', () => {
  const page = '```sh\ncd x && npx golive verfy reference   # golive is tried\n```\n';
  const unit = 'ExecStart=/srv/x/node_modules/.bin/golive verify reference --profil gate\n';
  const workflow =
    'jobs: {a: {steps: [{uses: o/golive@v1, with: {arguments: --stok process}}, {run: "npm run verify -- reference --onli x"}]}}';
  const found = [
    ...commandsOfPage('a', page),
    ...commandsOfUnit('b', unit),
    ...commandsOfWorkflow('c', workflow),
  ];
  assert.equal(found.length, 4);
  const said = found.map((spelled) => refusal(spelled) ?? 'taken').join('\n');
  for (const word of ['verfy', '--profil', '--stok', '--onli']) assert.match(said, new RegExp(word, 'u'));
});

const ended = { exit: z.int(), on: z.iso.date() };
const command = z.string();
/**
 * Commands of the pages, Golive spelled `golive`, and how each ended: on a clone of a commit of `golive`, `typed` where the
 * page names an example that nobody has or all of it takes hours; or where it is run and its figures stand, `seen`; or
 * why it could not be run. A gate that was cut to a part ends with 3, a planted fault with 1; 130 is what was ended by
 * Ctrl-C after less than a minute.
 */
const commandsRun = z
  .array(
    z.union([
      z.strictObject({ command, typed: z.string().optional(), ...ended, golive: z.string() }),
      z.strictObject({ command, seen: z.string(), ...ended }),
      z.strictObject({ command, notRun: z.string().min(1) }),
    ]),
  )
  .parse(JSON.parse(text('docs/commands-run.json')));

/** Pages that one follows. The others tell what was decided, learned, or found in systems that are not ours. */
const followed = pages.filter((path) => !/^docs\/(adr|systems)\/|^docs\/techniques\.md$/u.test(path));
const typed = new Set(followed.flatMap((path) => linesOfPage(text(path))));

test('every command of a page was run, and how it ended is written down; what could not be says why', () => {
  const ran = commandsRun.map(({ command }) => command);
  const isNew = (line: string): boolean => !ran.includes(line) && !cheap.test(line.replace(/^golive /u, ''));
  assert.deepEqual(
    [...typed].filter(isNew),
    [],
    'run it as it stands, and put it into docs/commands-run.json with its exit code',
  );
  assert.equal(new Set(ran).size, ran.length);
});

test('what was typed instead is a command of Golive as well, and a command that is new is seen', () => {
  const spelled = commandsRun.flatMap((run) => {
    const instead = 'typed' in run ? run.typed : undefined;
    return instead === undefined
      ? []
      : commandsOfPage('docs/commands-run.json', `\`\`\`sh\n${instead}\n\`\`\`\n`);
  });
  assert.ok(spelled.length > 0);
  assert.deepEqual(
    spelled.flatMap((one) => refusal(one) ?? []),
    [],
  );
  const page = 'Type `npm run something new`, or:\n```sh\nnpx golive verify reference --quiet   # so\n```\n';
  assert.deepEqual(linesOfPage(page), ['golive verify reference --quiet', 'npm run something new']);
  assert.deepEqual(linesOfPage('`golive load <target> --engine k6`, and `golive prove`'), []);
});

/** What takes a second, writes nothing but below its own folder, and stands in a page as it is run here. */
const cheap = /^(faults|plan reference|checklist import docs\/reference-plan\.md .*)$/u;

for (const words of new Set(
  all.map((spelled) => spelled.words.join(' ')).filter((line) => cheap.test(line)),
)) {
  test(`golive ${words}: it ends with 0, as the page says`, async () => {
    using place = makePlace();
    place.write('docs/reference-plan.md', text('docs/reference-plan.md'));
    const { code, stdout, stderr } = await startGolive({ place, arguments: words.split(' ') }).ended;
    assert.equal(code, 0, stderr);
    assert.notEqual(stdout, '');
  });
}
