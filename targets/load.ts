import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseTarget } from './parse.ts';
import type { Target } from './schema/target.ts';
import { TargetError } from './target-error.ts';

/** Targets that come with Golive. A user's own is a path: same form, same rights. */
export const builtInTargets = ['reference', 'salessync'] as const;

/**
 * Where a target's module is: the name of a built-in one, or the path of the user's own.
 * @throws TargetError `unknown-target` listing the names that are known.
 */
export function targetFile(nameOrPath: string): string {
  const known = builtInTargets.find((name) => name === nameOrPath);
  if (known)
    return join(import.meta.dirname, `${known}${import.meta.filename.endsWith('.js') ? '.js' : '.ts'}`);
  if (/\.(ts|mts|js|mjs)$/u.test(nameOrPath)) {
    const path = resolve(nameOrPath);
    if (existsSync(path)) return path;
    throw new TargetError('unknown-target', `${nameOrPath}: no such file; expected a target module`);
  }
  const names = builtInTargets.join(', ');
  throw new TargetError(
    'unknown-target',
    `unknown target "${nameOrPath}": expected ${names}, or the path of a target module`,
  );
}

/** @throws TargetError when the module cannot be imported, exports no `target`, or the target is malformed. */
export async function loadTarget(file: string): Promise<Target> {
  let module: unknown;
  try {
    module = await import(pathToFileURL(file).href);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new TargetError('unreadable-target', `${file}: cannot be imported: ${why}`, { cause });
  }
  const value: unknown =
    typeof module === 'object' && module !== null ? Reflect.get(module, 'target') : undefined;
  if (value === undefined) {
    throw new TargetError(
      'malformed-target',
      `${file}: expected an export named "target" in ${basename(file)}`,
    );
  }
  return parseTarget(value, file);
}
