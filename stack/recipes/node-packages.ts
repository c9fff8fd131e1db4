import { existsSync } from 'node:fs';
import { cp, readFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { z } from 'zod';
import { StackError } from '../stack-error.ts';

const names = z.record(z.string(), z.unknown()).default({});
const manifestSchema = z.looseObject({
  dependencies: names,
  optionalDependencies: names,
});

/**
 * Copies the packages that a manifest needs to run, with all that those need, out of a `node_modules` into another,
 * each at its own place. What is for development alone stays behind. @throws StackError `missing-source` naming
 * the package that is not installed.
 */
export async function copyPackages(options: {
  readonly manifest: string;
  readonly modules: string;
  readonly into: string;
}): Promise<void> {
  const { modules, into } = options;
  for (const folder of await neededPackages(options.manifest, modules)) {
    const nested = join(folder, 'node_modules');
    await cp(folder, join(into, relative(modules, folder)), {
      recursive: true,
      filter: (path) => path !== nested,
    });
  }
}

async function neededPackages(manifest: string, modules: string): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  const open: { readonly manifest: string; readonly from: string }[] = [{ manifest, from: dirname(modules) }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const needs = manifestSchema.parse(JSON.parse(await readFile(next.manifest, 'utf8')));
    const mayLack = Object.keys(needs.optionalDependencies);
    for (const name of new Set([...Object.keys(needs.dependencies), ...mayLack])) {
      const folder = placeOf(name, next.from, modules);
      if (folder === undefined && mayLack.includes(name)) continue;
      if (folder === undefined) {
        throw new StackError('missing-source', `expected ${name} in ${modules}, got none: run npm ci`);
      }
      if (found.has(folder)) continue;
      found.add(folder);
      open.push({ manifest: join(folder, 'package.json'), from: folder });
    }
  }
  return found;
}

/** As Node finds it: in the folder's own `node_modules`, then in those above it, up to the one that is copied. */
function placeOf(name: string, from: string, modules: string): string | undefined {
  const top = dirname(modules);
  for (let at = from; at === top || at.startsWith(top + sep); at = dirname(at)) {
    const folder = join(at, 'node_modules', name);
    if (existsSync(join(folder, 'package.json'))) return folder;
  }
  return undefined;
}
