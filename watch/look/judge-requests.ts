import { hasLeft, type RequestNote } from '../../stack/read-only/request-note.ts';
import type { Row } from './row.ts';

/** More of them are not read in one line. */
const mostNamed = 8;

/** What the guard saw of the run's own requests: pure. */
export function judgeRequests(notes: readonly RequestNote[], mostRequests: number): readonly Row[] {
  const left = notes.filter(hasLeft);
  if (left.length === 0) {
    const nothing = { expected: 'requests', actual: null, n: 0, outcome: 'inconclusive' } as const;
    const reason = 'nothing was sent: there is nothing to say of it';
    return checks.map((check) => ({ check, ...nothing, reason }));
  }
  return [onlyReads(notes), inBudget(notes, left.length, mostRequests), answered(left)];
}

const checks = ['looks.only-read', 'looks.in-budget', 'looks.answered'];

function onlyReads(notes: readonly RequestNote[]): Row {
  const stopped = named(notes.filter(({ ruling }) => ruling === 'stopped'));
  const expected = notes.filter(({ ruling }) => ruling === 'expected').length;
  const reason = stopped === '' ? '' : `stopped before they left: ${stopped}`;
  return {
    check: 'looks.only-read',
    operator: 'is-empty',
    expected: '',
    actual: stopped,
    n: notes.length,
    reason: reason === '' && expected > 0 ? `${expected} that pages are known to send were stopped` : reason,
  };
}

function inBudget(notes: readonly RequestNote[], left: number, limit: number): Row {
  const over = notes.filter(({ ruling }) => ruling === 'over-budget').length;
  const wanted = left + over;
  return {
    check: 'looks.in-budget',
    operator: '<=',
    expected: limit,
    actual: wanted,
    unit: 'requests',
    limit,
    n: notes.length,
    reason: over === 0 ? '' : `${wanted} were wanted, and ${over} of them stopped at ${limit}`,
  };
}

function answered(left: readonly RequestNote[]): Row {
  const asked = left.filter(({ abandoned }) => abandoned !== true);
  const bad = asked.filter(({ status }) => status === null || status >= 500);
  return {
    check: 'looks.answered',
    operator: 'is-empty',
    expected: '',
    actual: named(bad),
    n: asked.length,
    reason: bad.length === 0 ? '' : `${bad.length} of ${asked.length} were not: ${named(bad)}`,
  };
}

function named(notes: readonly RequestNote[]): string {
  const texts = [...new Set(notes.map(textOf))];
  const more = texts.length > mostNamed ? `, and ${texts.length - mostNamed} more` : '';
  return `${texts.slice(0, mostNamed).join(', ')}${more}`;
}

function textOf({ method, path, ruling, status, failure }: RequestNote): string {
  const asked = `${method} ${path}`;
  if (ruling === 'stopped') return asked;
  return `${asked}: ${failure ?? status ?? 'no answer'}`;
}
