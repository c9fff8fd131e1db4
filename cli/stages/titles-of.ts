import { parseBinding } from '../../targets/binding.ts';

const plain = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/gu, '\\$&');

/**
 * Regular expression for the titles of the tests of these checks (`check / subject @devices`, behind the runner's own
 * words); where a filter names subjects of a check, for those alone.
 */
export function titlesOf(checks: readonly string[], only: readonly string[]): string {
  const asked = checks.flatMap((check) => {
    const subjects = only.map(parseBinding).flatMap((one) => (one.check === check ? [one.subject] : []));
    const whole = subjects.length === 0 || subjects.includes(undefined);
    if (whole) return [`${plain(check)} / `];
    return subjects.map((subject) => `${plain(check)} / ${plain(subject ?? '')} @`);
  });
  return `^(?:.* )?(?:${asked.join('|')})`;
}
