import { z } from 'zod';
import { edgeRuleSchema, type EdgeRule } from '../../edge.ts';
import { StackError } from '../../stack-error.ts';
import type { FullRule } from './rule-book.ts';

export type FullRules = readonly FullRule[];

/** @throws StackError `refused` naming the rule, the field and what was expected. */
export function checkRules(rules: readonly EdgeRule[]): FullRules {
  return rules.map((rule, index) => {
    const parsed = edgeRuleSchema.safeParse(rule);
    if (!parsed.success) throw refused(index, z.prettifyError(parsed.error));
    const full = parsed.data;
    for (const source of [full.when.path, full.when.contentType, full.replaceBody?.find]) {
      try {
        new RegExp(source ?? '', 'u');
      } catch (cause) {
        throw refused(index, `expected a regular expression, got ${String(source)}`, cause);
      }
    }
    if (full.when.contentType !== undefined && touchesRequest(full)) {
      throw refused(
        index,
        'expected a rule that looks at the answer (when.contentType) to leave the request alone, got one that changes it',
      );
    }
    return full;
  });
}

function touchesRequest(rule: FullRule): boolean {
  return (
    rule.answer !== undefined ||
    rule.flipRequestByteAt !== undefined ||
    rule.repeat > 1 ||
    rule.removeRequestHeaders.length > 0 ||
    Object.keys(rule.setRequestHeaders).length > 0
  );
}

function refused(index: number, reason: string, cause?: unknown): StackError {
  return new StackError('refused', `edge rule ${index + 1}: ${reason}`, { cause });
}
