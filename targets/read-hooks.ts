import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describeIssue } from './describe-issue.ts';
import { hooksSchema, type Hooks } from './schema/hooks.ts';
import { TargetError } from './target-error.ts';

/** Nothing but the front door is given. */
export const noHooks: Hooks = hooksSchema.parse({});

/**
 * Reads `--hooks FILE`: JSON, or a module that exports `hooks`.
 * @throws TargetError `unreadable-target` | `malformed-target` naming the file, the field and what was expected.
 */
export async function readHooks(file: string): Promise<Hooks> {
  const parsed = hooksSchema.safeParse(await contentOf(file));
  if (parsed.success) return parsed.data;
  const [issue, ...others] = parsed.error.issues;
  const rest = others.length > 0 ? ` (and ${others.length} more)` : '';
  const what = issue === undefined ? 'is malformed' : describeIssue(issue).replace(/^the target: /u, '');
  throw new TargetError('malformed-target', `${file}: ${what}${rest}`);
}

async function contentOf(file: string): Promise<unknown> {
  try {
    if (file.endsWith('.json')) return JSON.parse(readFileSync(file, 'utf8')) as unknown;
    const module: unknown = await import(pathToFileURL(resolve(file)).href);
    const hooks: unknown =
      typeof module === 'object' && module !== null ? Reflect.get(module, 'hooks') : undefined;
    if (hooks !== undefined) return hooks;
  } catch (cause) {
    const seen = (cause instanceof Error ? cause.message : String(cause)).split('\n')[0] ?? '';
    const expected = 'expected a .json file, or a module that exports hooks';
    throw new TargetError('unreadable-target', `${file}: ${expected}, got: ${seen}`, { cause });
  }
  throw new TargetError('malformed-target', `${file}: expected an export named "hooks"`);
}
