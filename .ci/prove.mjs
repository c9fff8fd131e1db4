/**
 * Plants faults one after the other and writes what was caught into docs/faults-proved.json, from the verdicts alone:
 *   node_modules/.bin/node .ci/prove.mjs [--device android] [--stack docker] [--source salessync=DIR] <fault> [<fault> ...]
 * A fault that was not caught is taken out of the file, and the exit code is 1. Load faults want a calm box.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const root = join(import.meta.dirname, '..');
const file = join(root, 'docs/faults-proved.json');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    device: { type: 'string' },
    stack: { type: 'string' },
    source: { type: 'string', multiple: true },
  },
});
const sources = new Map((values.source ?? []).map((text) => text.split('=')));
const node = (...words) =>
  spawnSync(process.execPath, words, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1e9,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
const list = JSON.parse(node('cli/main.ts', 'faults', '--json').stdout);
const matches = (check, text) => text === check.id || text === `${check.id}/${check.subject}`;

function entryOf({ fault, checks, run }) {
  const wanted = fault.verdict === 'INCONCLUSIVE' ? 'inconclusive' : 'fail';
  const red = checks.filter(
    (check) => check.outcome === wanted && fault.turnsRed.some((text) => matches(check, text)),
  );
  const turnedRed = [...new Set(red.map(({ id, subject }) => `${id}/${subject}`))];
  return { ...fault, turnedRed, provedAt: run.endedAt, version: run.versions.golive };
}

function prove(id) {
  const { target } = list.find((fault) => fault.id === id) ?? {};
  if (target === undefined) throw new Error(`expected a fault of \`golive faults\`, got ${id}`);
  const words = ['cli/main.ts', 'verify', target, '--fault', id, '--json'];
  if (values.device) words.push('--device', values.device);
  if (values.stack) words.push('--stack', values.stack);
  if (sources.has(target)) words.push('--source', sources.get(target));
  const { stdout, status } = node(...words);
  const folder = mkdtempSync(join(tmpdir(), 'golive-prove-'));
  try {
    writeFileSync(join(folder, 'verdict.json'), stdout);
    const judged = node('.ci/proved.mjs', join(folder, 'verdict.json'), String(status));
    process.stdout.write(judged.stdout);
    return judged.status === 0 ? entryOf(JSON.parse(stdout)) : undefined;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

for (const id of positionals) {
  const entry = prove(id);
  const before = JSON.parse(readFileSync(file, 'utf8'));
  const proved = [...before.filter((other) => other.id !== id), ...(entry ? [entry] : [])];
  // In the order of `golive faults`, so that a new proof changes its own lines only.
  const order = list.map((fault) => fault.id);
  proved.sort((one, other) => order.indexOf(one.id) - order.indexOf(other.id));
  writeFileSync(file, `${JSON.stringify(proved, null, 2)}\n`);
  if (!entry) process.exitCode = 1;
}
