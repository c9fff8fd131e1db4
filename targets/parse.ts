import { contradictionIn } from './contradictions/contradiction.ts';
import { describeIssue } from './describe-issue.ts';
import { targetSchema, type Target } from './schema/target.ts';
import { TargetError } from './target-error.ts';

/**
 * Parses a target and checks what no single field can say.
 * @throws TargetError `malformed-target` naming the file and the first field that is wrong.
 */
export function parseTarget(value: unknown, file: string): Target {
  const parsed = targetSchema.safeParse(value);
  if (!parsed.success) {
    const [issue, ...others] = parsed.error.issues;
    const rest = others.length > 0 ? ` (and ${others.length} more)` : '';
    const what = issue === undefined ? 'the target: is malformed' : describeIssue(issue);
    throw new TargetError('malformed-target', `${file}: ${what}${rest}`);
  }
  const problem = contradictionIn(parsed.data);
  if (problem !== undefined) throw new TargetError('malformed-target', `${file}: ${problem}`);
  return parsed.data;
}
