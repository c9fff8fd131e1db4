import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** `field: expectation`, also where the field may hold one of several things. */
export function describeIssue(issue: Issue, above: readonly PropertyKey[] = []): string {
  const path = [...above, ...issue.path];
  if (issue.code === 'invalid_union') {
    const inner = closestBranch(issue.errors);
    if (inner !== undefined) return describeIssue(inner, path);
    return `${fieldOf(path)}: expected its data, or notApplicable('why it has none')`;
  }
  return `${fieldOf(path)}: ${issue.message.replace(/^Invalid input: /u, '')}`;
}

function fieldOf(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'the target' : path.map(String).join('.');
}

/** The branch that was meant is the one that went wrong in the depth; none where nothing is there at all. */
function closestBranch(branches: readonly (readonly Issue[])[]): Issue | undefined {
  const meant = branches.find((issues) =>
    issues.every(({ path, code }) => path.length > 0 && code !== undefined),
  );
  const [issue] = meant ?? branches[0] ?? [];
  return issue === undefined || (issue.path.length === 0 && /received undefined$/u.test(issue.message))
    ? undefined
    : issue;
}
