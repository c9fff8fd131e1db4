import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';

interface Entry {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const root = dirname(dirname(fileURLToPath(import.meta.url)));

// `npm install` writes a lock file without the optional packages that its registry does not have, and is content;
// `npm ci`, which a fresh clone begins with, then refuses that file.
it('the lock file names every package that another one asks for, so that npm ci takes it', () => {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, Entry>;
  };
  const missing = Object.entries(lock.packages).flatMap(([path, entry]) =>
    Object.keys({ ...entry.dependencies, ...entry.devDependencies, ...entry.optionalDependencies })
      .filter((name) => path === '' || !path.includes('node_modules') || !isDevOnly(entry, name))
      .filter((name) => !placesOf(path, name).some((place) => place in lock.packages))
      .map((name) => `${path || 'the project'} asks for ${name}`),
  );
  assert.deepEqual(missing, []);
});

function isDevOnly(entry: Entry, name: string): boolean {
  return !(name in { ...entry.dependencies, ...entry.optionalDependencies });
}

/** Where Node would look for a package from another one's folder. */
function placesOf(path: string, name: string): string[] {
  const steps = path.split('/');
  const above = steps.map((_step, index) => steps.slice(0, steps.length - index).join('/'));
  return [
    ...above.filter((place) => place !== '').map((place) => `${place}/node_modules/${name}`),
    `node_modules/${name}`,
  ];
}
