import { catalogue, findCheck } from '../checks/catalogue.ts';
import type { CheckDefinition, SuiteName } from '../checks/check.ts';
import { parseBinding } from '../targets/binding.ts';
import { whyNotApplicable } from '../targets/capabilities.ts';
import type { Target } from '../targets/schema/target.ts';
import { subjectsOf } from '../targets/subjects.ts';
import { UsageError } from './command.ts';
import { hint } from './near-words.ts';

/** More of them are not read in one line. */
const shownSubjects = 10;

/** True where a filter leaves this in: an empty one leaves in all. Of a check that is named alone, every subject. */
export function isAskedFor(only: readonly string[], check: string, subject: string): boolean {
  if (only.length === 0) return true;
  return only.map(parseBinding).some((one) => one.check === check && (one.subject ?? subject) === subject);
}

/** True where a filter leaves in anything of this check. */
export function isCheckAskedFor(only: readonly string[], check: string): boolean {
  return only.length === 0 || only.some((text) => parseBinding(text).check === check);
}

/**
 * Refuses a word of `--only` whose check is not in the catalogue, or not in these suites.
 * @throws UsageError naming the checks that are near.
 */
export function refuseUnknownChecks(only: readonly string[], suites?: readonly SuiteName[]): void {
  const known = catalogue.filter(({ suite }) => suites?.includes(suite) ?? true).map(({ id }): string => id);
  for (const text of only) {
    const { check, device } = parseBinding(text);
    if (device !== undefined) {
      const expected = `a check or check/subject, and phones by --device`;
      throw new UsageError('bad-value', `--only: expected ${expected}, got "${text}"`);
    }
    if (known.includes(check)) continue;
    const area = `${check.split('.')[0] ?? ''}.`;
    const near = known.filter((id) => id.startsWith(area));
    const expected = near.length > 0 ? near : suites ? known : ['a check of `golive plan`'];
    throw new UsageError(
      'bad-value',
      `--only: expected ${expected.join(', ')}, got "${text}"${hint(check, known)}`,
    );
  }
}

/** Refuses a word of `--only` whose subject the target does not have. @throws UsageError naming those that are near. */
export function refuseUnknownSubjects(only: readonly string[], target: Target): void {
  for (const text of only) {
    const { check, subject } = parseBinding(text);
    const definition = findCheck(check);
    if (subject === undefined || !definition) continue;
    const why = definition.capability && whyNotApplicable(target, definition.capability);
    if (why !== undefined) {
      const message = `--only: ${check} is not asked of ${target.name}: ${why}; got "${text}"`;
      throw new UsageError('bad-value', message);
    }
    refuseSubject(subject, definition, target);
  }
}

function refuseSubject(subject: string, definition: CheckDefinition, target: Target): void {
  const subjects = subjectsOf(definition, target);
  if (subjects.includes(subject)) return;
  const area = `${subject.split('.')[0] ?? ''}.`;
  const alike = subjects.filter((one) => one.startsWith(area));
  const near = alike.length > 0 ? alike : subjects;
  const more = near.length > shownSubjects ? ` or ${near.length - shownSubjects} more` : '';
  throw new UsageError(
    'bad-value',
    `--only: ${definition.id}: expected ${near.slice(0, shownSubjects).join(', ')}${more}, got "${subject}"` +
      hint(subject, subjects),
  );
}
