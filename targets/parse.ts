import { findCheck } from '../checks/catalogue.ts';
import { parseBinding } from './binding.ts';
import { targetSchema, type Target } from './schema/target.ts';
import { TargetError } from './target-error.ts';

/**
 * Parses a target and checks what no single field can say.
 * @throws TargetError `malformed-target` naming the file and the first field that is wrong.
 */
export function parseTarget(value: unknown, file: string): Target {
  const parsed = targetSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const field = issue?.path.join('.') || 'the target';
    const more = parsed.error.issues.length - 1;
    const rest = more > 0 ? ` (and ${more} more)` : '';
    throw new TargetError(
      'malformed-target',
      `${file}: ${field}: ${issue?.message ?? 'is malformed'}${rest}`,
    );
  }
  refuseContradictions(parsed.data, file);
  return parsed.data;
}

function refuseContradictions(target: Target, file: string): void {
  const roles = new Set(target.roles.map((role) => role.id));
  const problem =
    duplicate('tasks', target.tasks) ??
    duplicate('endpoints', target.endpoints) ??
    duplicate('pages', target.pages) ??
    duplicate('checklist', target.checklist) ??
    unknownRole(target, roles) ??
    unknownBinding(target);
  if (problem) throw new TargetError('malformed-target', `${file}: ${problem}`);
}

function duplicate(field: string, list: readonly { readonly id: string }[]): string | undefined {
  const seen = new Set<string>();
  for (const { id } of list) {
    if (seen.has(id)) return `${field}: expected unique ids, got "${id}" twice`;
    seen.add(id);
  }
  return undefined;
}

function unknownRole(target: Target, roles: ReadonlySet<string>): string | undefined {
  const known = [...roles].join(', ');
  for (const [index, task] of target.tasks.entries()) {
    if (!roles.has(task.role)) return `tasks.${index}.role: expected one of ${known}, got "${task.role}"`;
  }
  for (const [index, endpoint] of target.endpoints.entries()) {
    const stranger = endpoint.roles.find((role) => !roles.has(role));
    if (stranger) return `endpoints.${index}.roles: expected some of ${known}, got "${stranger}"`;
  }
  return undefined;
}

function unknownBinding(target: Target): string | undefined {
  for (const line of target.checklist) {
    const wrong = line.checks.find((binding) => !findCheck(parseBinding(binding).check));
    if (wrong) return `checklist ${line.id}: expected a check of the catalogue, got "${wrong}"`;
  }
  return undefined;
}
