import { harvestSecrets } from './harvest.ts';

const shortest = 6;
const jwt = /eyJ[A-Za-z0-9_-]{6,}\.[A-Za-z0-9_-]{6,}\.[A-Za-z0-9_-]{6,}/gu;
const bearer = /(authorization["']?\s*[:=]\s*["']?\s*(?:bearer|basic)\s+)[^\s"',}]+/giu;

/** All the spellings in which a secret can stand in a text: itself, JSON-escaped, URL-encoded, base64. */
function spellings(secret: string): readonly string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const base64 = [0, 1, 2].map((shift) => {
    const encoded = Buffer.from(' '.repeat(shift) + secret).toString('base64');
    // Only the characters that depend on the secret alone are the same wherever it stands in a longer text.
    return encoded.slice(Math.ceil((shift * 8) / 6), encoded.replaceAll('=', '').length - 1);
  });
  return [secret, json, encodeURIComponent(secret), ...base64].filter((text) => text.length >= shortest);
}

export type Redact = (text: string) => string;

/** What is redacted grows: what a system hands out is known once it has been seen in a place of secrets. */
export interface LearningRedactor {
  readonly redact: Redact;
  /** Learns the secrets that stand in this text, before any of it is kept. */
  readonly learn: (text: string) => void;
}

/** More of them would make the keeping of evidence slow; what stands in a place of secrets is taken out anyhow. */
const mostLearned = 1_000;

/** Takes out what is given, and from then on what it learns. */
export function learningRedactor(secrets: readonly string[]): LearningRedactor {
  const known = new Set(secrets);
  let redact = redactor(secrets);
  return {
    redact: (text) => redact(text),
    learn(text) {
      const fresh = [...harvestSecrets(text)].filter((secret) => !known.has(secret));
      if (fresh.length === 0 || known.size > secrets.length + mostLearned) return;
      for (const secret of fresh) known.add(secret);
      redact = redactor([...known]);
    },
  };
}

/** A function that takes every given secret, every JWT and every authorization value out of a text. */
export function redactor(secrets: readonly string[]): Redact {
  const known = secrets.filter((secret) => secret.length >= shortest).flatMap(spellings);
  const longestFirst = [...new Set(known)].sort((a, b) => b.length - a.length);
  return (text) =>
    longestFirst
      .reduce((result, secret) => result.replaceAll(secret, '[redacted]'), text)
      .replace(jwt, '[redacted token]')
      .replace(bearer, '$1[redacted]');
}
