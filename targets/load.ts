import { statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { addChecks } from '../checks/catalogue.ts';
import { importModule } from './import-module.ts';
import { ownChecksOf } from './own-checks.ts';
import { parseTarget } from './parse.ts';
import type { Target } from './schema/target.ts';
import { TargetError } from './target-error.ts';

/** Targets that come with Golive. A user's own is a path: same form, same rights. */
export const builtInTargets = [
  'reference',
  'salessync',
  'pem2-services',
  'ma-electrical',
  'teliporter',
  'aj-hcp-le',
] as const;

const moduleEnding = /\.(ts|mts|js|mjs)$/u;

/**
 * Where a target's module is: the name of a built-in one, or the path of the user's own.
 * @throws TargetError `unknown-target` listing the names that are known.
 */
export function targetFile(nameOrPath: string): string {
  const known = builtInTargets.find((name) => name === nameOrPath);
  if (known !== undefined) {
    const ending = import.meta.filename.slice(-3);
    return join(import.meta.dirname, '..', 'systems', `${known}${ending}`);
  }
  const path = resolve(nameOrPath);
  const place = statSync(path, { throwIfNoEntry: false });
  const isPath = moduleEnding.test(nameOrPath) || nameOrPath.includes('/');
  if (place?.isFile() && moduleEnding.test(path)) return path;
  const refuse = (what: string): TargetError => new TargetError('unknown-target', `${nameOrPath}: ${what}`);
  if (place?.isDirectory()) throw refuse('expected a target module, got a folder');
  if (place !== undefined) throw refuse('expected a target module, a .ts, .mts, .js or .mjs file');
  if (isPath) throw refuse('no such file; expected a target module');
  const names = builtInTargets.join(', ');
  throw new TargetError(
    'unknown-target',
    `unknown target "${nameOrPath}": expected ${names}, or the path of a target module`,
  );
}

/**
 * The target of a module; questions of its own, which it may export as `checks`, join the catalogue of this process.
 * @throws TargetError when the module cannot be imported, exports no `target`, or the target is malformed.
 */
export async function loadTarget(file: string): Promise<Target> {
  const module = await importModule(file);
  if (module['target'] === undefined) {
    throw new TargetError(
      'malformed-target',
      `${file}: expected an export named "target" in ${basename(file)}`,
    );
  }
  addChecks(ownChecksOf(module, file));
  return parseTarget(module['target'], file);
}
