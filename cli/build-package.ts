/**
 * `npm run package` runs this first: dist/ becomes the checkout in JavaScript, since Node runs no TypeScript below node_modules
 * (docs/adr/0034). Tests, benches, docs and the reference system stay out.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { house } from '../house.ts';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const leftOut = /^(docs|reference-system)\/|\/(fixtures|bench|testing|test-support)\/.*\.(sql|yaml|md)$/u;

/** What modules read beside them: images, schemas, plans; compiled are all others. */
function copied(): readonly string[] {
  const rooms = Object.keys(house).map((room) => `${room}/**/*.*`);
  const beside = globSync([...rooms, 'stack/images/**/{Caddyfile,Dockerfile}'], { cwd: root });
  return [
    ...new Set(beside.filter((path) => !/\.tsx?$/u.test(path) && !leftOut.test(path))),
    'docker-compose.test.yml',
    'docs/faults-proved.json',
    'docs/proof.json',
  ].filter((path) => !path.includes('node_modules') && !path.startsWith('reports/runs'));
}

rmSync(dist, { recursive: true, force: true });
const compiler = join(root, 'node_modules/.bin/tsc');
const { status, stdout, stderr } = spawnSync(compiler, ['-p', join(root, 'tsconfig.package.json')], {
  encoding: 'utf8',
});
if (status === 0) {
  for (const path of copied()) cpSync(join(root, path), join(dist, path));
  const { name, version }: { name: string; version: string } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  writeFileSync(join(dist, 'package.json'), `${JSON.stringify({ name, version, type: 'module' })}\n`);
} else {
  process.stderr.write(`tsc: expected dist/ to be compiled, got exit code ${status}:\n${stdout}${stderr}\n`);
  process.exitCode = 1;
}
