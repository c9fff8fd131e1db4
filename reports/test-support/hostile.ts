import type { Verdict } from '../verdict.ts';

export const hostileTexts = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  'javascript:alert(1)',
  '</style><script>alert(1)</script>',
  ']]></failure><x/>',
  '\u202Eog-on\u001b[2J\u0000',
  '</script ><svg/onload=alert(1)>',
  'JaVaScRiPt:alert(1)//\u2028',
  '\u2066\u001b]8;;https://elsewhere.example\u0007link\u001b]8;;\u0007',
  'x'.repeat(5_000),
] as const;

/** Words of a closed vocabulary and times, which the schema does not let a text into. */
const closed = new Set(
  'decision verdict outcome level profile by phase fidelity leastFidelity minFidelity reached operator startedAt endedAt provedAt expiresAt before after'.split(
    ' ',
  ),
);

function replaced(value: unknown, key: string, text: string): unknown {
  if (typeof value === 'string') return closed.has(key) ? value : text;
  if (Array.isArray(value)) return value.map((item: unknown) => replaced(item, key, text));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      key === 'versions' ? text : name,
      // A stage's outcome is free text, unlike a check's.
      key === 'durations' || key === 'steps'
        ? replaced(item, name === 'outcome' ? 'text' : name, text)
        : replaced(item, name, text),
    ]),
  );
}

/** The verdict with this text in every field that can hold one; to be parsed by the schema again. */
export function withHostileText(verdict: Verdict, text: string): unknown {
  return replaced(verdict, '', text);
}
