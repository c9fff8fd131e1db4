/** Words that stand where somebody is to put a secret of their own. */
const placeholder =
  /change[-_ ]?(?:me|this|it|in)|place[-_ ]?holder|replace|example|sample|dummy|insert|your[-_ ]|[-_ ]here\b|\btodo\b|x{5,}|\*\*\*|\.\.\.|<[^>]*>|\{\{|\$\{|\$\(|%\(|not[-_ ]?(?:a[-_ ])?(?:real|secret)|(?:dev|test|local|default|temp)[-_ ]?(?:only|key|secret|password)|^(?:test|dev|fake|mock)/iu;

/** What is tried first, by everybody. */
const common =
  /^(?:password|passwort|secret|admin|root|user|postgres|mysql|redis|minio|minioadmin|guest|letmein|welcome|qwerty|abc123|test|demo|default|supersecret|mysecret|jwt[-_]?secret|secret[-_]?key|keyboard cat|shhhh+)[\d!@#$_-]{0,8}$/iu;

/** Shannon's entropy of a text's characters, in bits for each: 0 of one character repeated, about 5 of random base64. */
export function bitsPerCharacter(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  const length = [...text].length;
  return [...counts.values()].reduce((sum, count) => sum - (count / length) * Math.log2(count / length), 0);
}

/** Words come up in random text as well; a text that is this random was written by nobody. */
const isRandom = (value: string): boolean => value.length >= 40 && bitsPerCharacter(value) > 4.3;

export const isPlaceholder = (value: string): boolean =>
  !isRandom(value) && (placeholder.test(value) || common.test(value));

/** 16 random bytes in hexadecimal have 32 characters of less than 4 bits: this much of it is asked of a secret. */
const leastBits = 80;

/**
 * Why a value is no secret that holds: a placeholder, a word that everybody tries, or too little of it. Undefined
 * where it looks like one; whoever knows it is another question.
 */
export function whyWeak(value: string): string | undefined {
  if (value.trim() === '') return 'it is empty';
  if (common.test(value)) return 'it is one of the first guesses of everybody who tries';
  if (isPlaceholder(value)) return 'it is a placeholder';
  const bits = Math.floor(bitsPerCharacter(value) * [...value].length);
  if (bits >= leastBits) return undefined;
  return `its ${[...value].length} characters hold about ${bits} bits: expected ${leastBits} or more`;
}
