/** Names of headers whose values let somebody in. */
const headers =
  '(?:proxy-)?authorization|cookie|set-cookie|[a-z-]*(?:api-?key|access-?key|auth-?token|session-?(?:id|token)|csrf-?token|xsrf-?token|secret)';

/** Names of fields, parameters and settings that hold a secret. */
const fields =
  '(?:[a-z]+[_-]?)?(?:token|password|passwd|secret|api[_-]?key|session[_-]?id|sid|otp|signature|x-amz-(?:signature|security-token|credential))';

// A quote as it stands in JSON, and in JSON that stands in JSON.
const quote = String.raw`\\*"`;
const inQuotes = String.raw`((?:(?!\\*")[^\n]){1,8192}?)`;

const patterns: readonly RegExp[] = [
  // A header as a HAR, and so a trace, has it.
  new RegExp(
    `${quote}name${quote}\\s*:\\s*${quote}(?:${headers})${quote}\\s*,\\s*${quote}value${quote}\\s*:\\s*${quote}${inQuotes}${quote}`,
    'giu',
  ),
  // A cookie as a HAR and a browser's storage have it.
  new RegExp(
    `${quote}name${quote}\\s*:\\s*${quote}[^"\\\\]{1,200}${quote}\\s*,\\s*${quote}value${quote}\\s*:\\s*${quote}${inQuotes}${quote}\\s*,\\s*${quote}(?:domain|path|expires|httpOnly|secure|sameSite)${quote}`,
    'giu',
  ),
  // A header, a field or a setting as JSON has it.
  new RegExp(`${quote}(?:${headers}|${fields})${quote}\\s*:\\s*${quote}${inQuotes}${quote}`, 'giu'),
  // A header on a line of its own.
  new RegExp(`^\\s*(?:${headers})\\s*:\\s*([^\\r\\n]{1,8192})$`, 'gimu'),
  // A parameter of an address, a form or a setting.
  new RegExp(
    `(?:(?<=%[0-9a-f]{2})|(?<![a-z0-9]))(?:${fields})(?:=|%3D)([^\\s&#"'<>\\\\;,)\\]}]{1,4096})`,
    'giu',
  ),
];

/** Shorter than this, or without a digit, a value is a word of the page: taken out everywhere it would spoil the rest. */
const shortest = 8;
const isSecretive = (text: string): boolean =>
  text.length >= shortest && /\d/u.test(text) && !text.startsWith('[redacted');

/** `sid=abc; Path=/` and `Bearer abc`: the parts that are the secret themselves. */
function valuesIn(value: string): readonly string[] {
  const parts = value.split(/;\s*/u).map((part) => part.slice(part.indexOf('=') + 1));
  const words = value.split(/\s+/u);
  return [value, ...parts, ...words];
}

/** Past this an artifact is looked through only so far: a trace's own texts are smaller. */
const mostCharacters = 20_000_000;

/**
 * The values that stand in this text where secrets stand: in headers, cookies, parameters and fields of such names.
 * What a system hands out itself (a session, a cookie, a link with a token) nobody could have told beforehand.
 */
export function harvestSecrets(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  const looked = text.slice(0, mostCharacters);
  for (const pattern of patterns) {
    for (const [, value = ''] of looked.matchAll(pattern)) {
      for (const part of valuesIn(value)) {
        const plain = part.replaceAll(/^[\\"']+|[\\"',]+$/gu, '');
        if (isSecretive(plain)) found.add(plain);
        const decoded = decoding(plain);
        if (isSecretive(decoded)) found.add(decoded);
      }
    }
  }
  return found;
}

function decoding(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
