import { z } from 'zod';
import { catalogue } from '../checks/catalogue.ts';
import type { CheckDefinition } from '../checks/check.ts';
import { describeIssue } from './describe-issue.ts';
import type { Exports } from './import-module.ts';
import { ownCheckSchema } from './schema/own-check.ts';
import { TargetError } from './target-error.ts';

/**
 * The questions of its own that a target's module exports as `checks`; none where it exports no such thing.
 * @throws TargetError `malformed-target` naming file and field, also where an id is one of Golive's own.
 */
export function ownChecksOf({ checks = [] }: Exports, file: string): readonly CheckDefinition[] {
  const parsed = z.array(ownCheckSchema).safeParse(checks);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const what = issue === undefined ? 'malformed' : describeIssue(issue, ['checks']);
    throw new TargetError('malformed-target', `${file}: ${what}`);
  }
  for (const own of parsed.data) {
    const known = catalogue.find(({ id }) => id === own.id);
    if (known === undefined || known.question === own.question) continue;
    throw new TargetError(
      'malformed-target',
      `${file}: checks: expected an id of its own, got "${own.id}", which is another question of the catalogue`,
    );
  }
  return parsed.data;
}
