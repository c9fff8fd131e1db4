import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { TargetError } from './target-error.ts';

/** The package.json that says of which kind a folder's modules are. */
function manifestOf(folder: string): string | undefined {
  const file = join(folder, 'package.json');
  if (existsSync(file)) return file;
  const above = dirname(folder);
  return above === folder ? undefined : manifestOf(above);
}

function kindIn(file: string): string {
  try {
    const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const kind: unknown =
      typeof manifest === 'object' && manifest !== null ? Reflect.get(manifest, 'type') : undefined;
    return typeof kind === 'string' ? kind : 'none';
  } catch {
    return 'no JSON';
  }
}

/**
 * Refuses a target whose folder does not say that its modules are ES modules, nor its own ending: Node finds that out by itself, the
 * runner of the suites does not, and would run none of them. @throws TargetError naming what is missing, and where.
 */
export function refuseLooseModule(file: string): void {
  if (/\.m[jt]s$/u.test(file)) return;
  const manifest = manifestOf(dirname(file));
  const kind = manifest === undefined ? undefined : kindIn(manifest);
  if (kind === 'module') return;
  const got = kind === undefined ? 'no package.json' : `"type": ${kind} in ${manifest}`;
  throw new TargetError(
    'unreadable-target',
    `${file}: expected a package.json with "type": "module" beside it or above it, got ${got}`,
  );
}
