import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { parse } from 'yaml';

interface Step {
  readonly id?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly uses?: string;
}

const root = join(import.meta.dirname, '..');
const action: {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
} = parse(readFileSync(join(root, 'action.yml'), 'utf8'));
const step = action.runs.steps.find(({ id }) => id === 'run');

/** Says what it was asked, and ends as a run does that gave this verdict. */
const standIn = `#!/usr/bin/env bash
[ "$1" = doctor ] && exit 0
printf '%s\\n' "$@" >asked
[ "$ENDS" = begins-not ] && exit 2
mkdir -p golive-runs/20261121-shop
printf '{"decision":"%s"}' "$ENDS" >golive-runs/20261121-shop/verdict.json
ln -sfn 20261121-shop golive-runs/latest
exit "$CODE"
`;

/** For a shell, which then reads nothing in it. */
const quoted = (value: string): string => `'${value.replaceAll("'", `'\\''`)}'`;

describe('the action’s own step, as the runner starts it', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'golive-action-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** In a repository of its own, with a stand-in installed where it is asked for. */
  function run(
    name: string,
    {
      installed,
      inputs = {},
      more = {},
      before: prepare,
    }: {
      readonly installed: boolean;
      readonly inputs?: Readonly<Record<string, string>>;
      readonly more?: Readonly<Record<string, string>>;
      readonly before?: (place: string) => void;
    },
  ) {
    const place = join(folder, name);
    mkdirSync(join(place, 'node_modules/.bin'), { recursive: true });
    if (installed) writeFileSync(join(place, 'node_modules/.bin/golive'), standIn, { mode: 0o755 });
    prepare?.(place);
    const output = join(folder, `${name}.out`);
    const given = Object.entries(step?.env ?? {}).map(([variable, value]): [string, string] => {
      const input = /inputs\.([\w-]+)/u.exec(value)?.[1];
      return [variable, input === undefined ? root : (inputs[input] ?? action.inputs[input]?.default ?? '')];
    });
    const variables = [...given, ...Object.entries(more), ['GITHUB_OUTPUT', output]];
    const exported = variables.map(([variable, value = '']) => `export ${variable}=${quoted(value)}\n`);
    const script = join(folder, `${name}.sh`);
    writeFileSync(script, `${exported.join('')}${step?.run ?? 'exit 99'}`);
    const words = ['--noprofile', '--norc', '-eo', 'pipefail', script];
    const { status, stdout, stderr } = spawnSync('bash', words, { cwd: place, encoding: 'utf8' });
    const said = existsSync(output) ? readFileSync(output, 'utf8').trim().split('\n') : [];
    const asked = existsSync(join(place, 'asked')) ? readFileSync(join(place, 'asked'), 'utf8').trim() : '';
    const outputs = Object.fromEntries(
      said.map((line) => [line.split('=')[0], line.slice(line.indexOf('=') + 1)]),
    );
    return { status, stdout, stderr, outputs, asked: asked.split('\n'), place };
  }

  for (const [decision, code] of Object.entries({ GO: 0, 'NO-GO': 1, INCONCLUSIVE: 3 })) {
    test(`${decision} ends the step with ${code}, and is told to the steps after it`, () => {
      const more = { ENDS: decision, CODE: String(code) };
      const { status, outputs, place } = run(decision, { installed: true, more });
      assert.equal(status, code);
      const runFolder = join(place, 'golive-runs/20261121-shop');
      assert.deepEqual(outputs, { 'exit-code': String(code), run: runFolder, decision });
    });
  }

  test('flags come one a word, by spaces or lines; nothing of them is run or looked up as a file', () => {
    const inputs = { target: '$(touch stolen).ts', arguments: '--only *\n--device `touch stolen`;x' };
    const { asked, place } = run('words', { installed: true, inputs, more: { ENDS: 'GO', CODE: '0' } });
    const expected = ['verify', '$(touch stolen).ts', '--reports', 'golive-runs'];
    assert.deepEqual(asked, [...expected, '--only', '*', '--device', '`touch', 'stolen`;x']);
    assert.ok(!existsSync(join(place, 'stolen')));
  });

  test('a run that could not begin has no decision, though an older run lies there', () => {
    const { status, outputs } = run('older', {
      installed: true,
      more: { ENDS: 'begins-not' },
      before: (place) => {
        mkdirSync(join(place, 'golive-runs/older'), { recursive: true });
        writeFileSync(join(place, 'golive-runs/older/verdict.json'), '{"decision":"GO"}');
        symlinkSync('older', join(place, 'golive-runs/latest'));
      },
    });
    assert.equal(status, 2);
    assert.deepEqual(outputs, { 'exit-code': '2' });
  });

  test('another command than verify and smoke is refused', () => {
    const { status, stdout, asked } = run('command', { installed: true, inputs: { command: 'clean' } });
    assert.deepEqual([status, asked], [2, ['']]);
    assert.match(stdout, /::error::command: expected verify or smoke, got "clean"/u);
  });

  test('where the repository has not installed Golive, the action’s own version answers', () => {
    const { status, stderr, outputs } = run('own', {
      installed: false,
      inputs: { target: 'golive/none.ts' },
    });
    assert.equal(status, 2);
    assert.match(stderr, /golive\/none\.ts/u);
    assert.deepEqual(outputs, { 'exit-code': '2' });
  });
});

test('each output is set by the step, and each input is used', () => {
  const whole = readFileSync(join(root, 'action.yml'), 'utf8');
  for (const name of Object.keys(action.outputs)) assert.match(step?.run ?? '', new RegExp(`"${name}=`, 'u'));
  for (const name of Object.keys(action.inputs)) assert.match(whole, new RegExp(`inputs\\.${name}\\b`, 'u'));
});
