import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { gunzipSync, strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { EvidenceError } from './evidence-error.ts';
import type { LearningRedactor, Redact } from './redact.ts';

type Kind = 'image' | 'video' | 'zip' | 'gzip' | 'text' | 'unknown';

const magics: readonly (readonly [string, Kind])[] = [
  ['89504e47', 'image'],
  ['ffd8ff', 'image'],
  ['47494638', 'image'],
  ['52494646', 'image'],
  ['1a45dfa3', 'video'],
  ['504b0304', 'zip'],
  ['504b0506', 'zip'],
  ['1f8b', 'gzip'],
];

function kindOf(bytes: Uint8Array): Kind {
  const head = Buffer.from(bytes.subarray(0, 8)).toString('hex');
  const known = magics.find(([magic]) => head.startsWith(magic));
  if (known) return known[1];
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'text';
  } catch {
    return 'unknown';
  }
}

/** Entries that cannot be opened are left out: an artifact that could hide a secret is not an artifact. */
function redactZip(bytes: Uint8Array, redact: Redact): Uint8Array {
  const kept: Record<string, Uint8Array> = {};
  for (const [name, entry] of Object.entries(unzipSync(bytes))) {
    const clean = redactBytes(entry, redact);
    if (clean) kept[redact(name)] = clean;
  }
  return zipSync(kept);
}

function redactBytes(bytes: Uint8Array, redact: Redact): Uint8Array | undefined {
  switch (kindOf(bytes)) {
    case 'image':
      return bytes;
    case 'zip':
      return redactZip(bytes, redact);
    case 'gzip':
      return redactBytes(gunzipSync(bytes), redact);
    case 'text':
      return strToU8(redact(strFromU8(bytes)));
    default:
      return undefined;
  }
}

/** Shows every text of an artifact, also those in its archives, to `learn`. */
function learnFrom(bytes: Uint8Array, learn: LearningRedactor['learn']): void {
  const kind = kindOf(bytes);
  if (kind === 'text') learn(strFromU8(bytes));
  if (kind === 'gzip') learnFrom(gunzipSync(bytes), learn);
  if (kind !== 'zip') return;
  for (const [name, entry] of Object.entries(unzipSync(bytes))) {
    learn(name);
    learnFrom(entry, learn);
  }
}

/** Learns what is secret in a raw artifact, where it can be opened. */
export function learnSecretsOf(file: string, { learn }: Pick<LearningRedactor, 'learn'>): void {
  learnFrom(readFileSync(file), learn);
}

/**
 * Copies one raw artifact into the run's folder without its secrets: text and JSON are redacted, archives are
 * opened and redacted inside.
 * @throws EvidenceError `unreadable-attachment` for what cannot be opened, and so cannot be cleaned.
 */
export function promote(from: string, to: string, redact: Redact): void {
  mkdirSync(dirname(to), { recursive: true });
  const bytes = readFileSync(from);
  if (kindOf(bytes) === 'image') {
    copyFileSync(from, to);
    return;
  }
  const clean = redactBytes(bytes, redact);
  if (!clean)
    throw new EvidenceError('unreadable-attachment', `${from}: expected text, an image or an archive`);
  writeFileSync(to, clean);
}
