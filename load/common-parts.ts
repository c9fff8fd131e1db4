import { LoadError } from './load-error.ts';
import type { FeedLine, LoadPlan, WrittenLine } from './plan.ts';

/**
 * What the lines of a feed have in common is written once, in the plan, and shared by all of them once read: reading a
 * line is the largest thing that a driver does for a request, beside sending it.
 */
export class CommonParts {
  readonly #byName: ReadonlyMap<string, LoadPlan['requests'][number]['common']>;

  constructor(plan: Pick<LoadPlan, 'requests'>) {
    this.#byName = new Map(plan.requests.map(({ name, common }) => [name, common]));
  }

  /** The line as it was planned. @throws LoadError `plan-invalid` where neither it nor the plan says all of it */
  whole(written: WrittenLine): FeedLine {
    const common = this.#byName.get(written.name);
    const headers = written.headers ?? common?.headers;
    const expected = written.expected ?? common?.expected;
    if (headers === undefined || expected === undefined) {
      const where = `feed.jsonl sequence ${written.sequence}`;
      throw new LoadError(
        'plan-invalid',
        `${where}: expected headers and expected, or plan.requests.common of "${written.name}"`,
      );
    }
    return { ...written, headers, expected };
  }
}

/** The plan with what the first two lines of each name say alike. */
export function withCommonParts(plan: LoadPlan, feed: readonly FeedLine[]): LoadPlan {
  const firstTwo = new Map<string, FeedLine[]>();
  for (const line of feed) {
    const found = firstTwo.get(line.name);
    if (found === undefined) firstTwo.set(line.name, [line]);
    else if (found.length < 2) found.push(line);
  }
  const requests = plan.requests.map((request) => {
    const [first, second = first] = firstTwo.get(request.name) ?? [];
    if (first === undefined || second === undefined) return request;
    const common = {
      ...(isAlike(first.headers, second.headers) ? { headers: first.headers } : {}),
      ...(isAlike(first.expected, second.expected) ? { expected: first.expected } : {}),
    };
    return { ...request, common };
  });
  return { ...plan, requests };
}

/** A line as it is written beside such a plan. */
export function lineWriter(plan: LoadPlan): (line: FeedLine) => WrittenLine {
  const texts = new Map(
    plan.requests.map(({ name, common }) => [
      name,
      { headers: JSON.stringify(common?.headers), expected: JSON.stringify(common?.expected) },
    ]),
  );
  return ({ headers, expected, ...rest }) => {
    const text = texts.get(rest.name);
    return {
      ...rest,
      ...(JSON.stringify(headers) === text?.headers ? {} : { headers }),
      ...(JSON.stringify(expected) === text?.expected ? {} : { expected }),
    };
  };
}

function isAlike(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
