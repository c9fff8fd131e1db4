import type { z } from 'zod';
import type { edgeRuleSchema } from '../../edge.ts';

/** A rule with every default filled in. */
export type FullRule = z.output<typeof edgeRuleSchema>;

interface CountedRule {
  readonly rule: FullRule;
  readonly path: RegExp | undefined;
  readonly contentType: RegExp | undefined;
  /** Matches so far: every n-th is hit, so that a share is exact and a run can be repeated. */
  matches: number;
}

export interface AskedFor {
  readonly method: string;
  readonly pathAndQuery: string;
}

/** Which rules hit a request, and which its answer. */
export class RuleBook {
  readonly #rules: readonly CountedRule[];

  constructor(rules: readonly FullRule[]) {
    this.#rules = rules.map((rule) => ({
      rule,
      path: rule.when.path === undefined ? undefined : new RegExp(rule.when.path, 'u'),
      contentType: rule.when.contentType === undefined ? undefined : new RegExp(rule.when.contentType, 'u'),
      matches: 0,
    }));
  }

  /** Rules that do not look at the answer: they hit request and answer alike. */
  forRequest(asked: AskedFor): readonly FullRule[] {
    return hits(this.#fitting(asked).filter(({ contentType }) => contentType === undefined));
  }

  /** Rules that look at the answer's content type. */
  forAnswer(asked: AskedFor, contentType: string): readonly FullRule[] {
    return hits(this.#fitting(asked).filter((counted) => counted.contentType?.test(contentType) === true));
  }

  /** May a rule rewrite this answer's body? Then no "not modified" and no part of it may be asked for. */
  mayRewrite(asked: AskedFor): boolean {
    return this.#fitting(asked).some(({ rule }) => rule.replaceBody !== undefined);
  }

  #fitting({ method, pathAndQuery }: AskedFor): readonly CountedRule[] {
    return this.#rules.filter(
      ({ rule, path }) =>
        (rule.when.method === undefined || rule.when.method.toUpperCase() === method) &&
        (path === undefined || path.test(pathAndQuery)),
    );
  }
}

function hits(fitting: readonly CountedRule[]): readonly FullRule[] {
  return fitting.filter((counted) => isHit(counted)).map(({ rule }) => rule);
}

function isHit(counted: CountedRule): boolean {
  const { share } = counted.rule.when;
  const before = Math.floor(counted.matches * share + rounding);
  counted.matches += 1;
  return Math.floor(counted.matches * share + rounding) > before;
}

/** 10 matches at a share of 0.1 are one hit, whatever binary fractions make of it. */
const rounding = 1e-9;
