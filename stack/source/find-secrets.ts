import { lintSource } from '@secretlint/core';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';
import { assignedValues, isPasswordName, isSecretName, type AssignedValue } from './assigned-values.ts';
import type { SourceFile } from './read-source.ts';
import { bitsPerCharacter, isPlaceholder, whyWeak } from './weak-value.ts';

/** Where a secret stands, and of what kind it is; never the secret. */
export interface FoundSecret {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly kind: string;
}

/** Values stand unquoted there, and what is written is what runs. */
const configuration =
  /(?:^|\/)(?:\.env[\w.-]*|[\w.-]+\.(?:env|ya?ml|conf|cfg|ini|toml|properties|service|tf|tfvars)|Dockerfile[\w.-]*)$/iu;
const forShow = /(?:^|[./_-])(?:example|sample|template|dist)(?:[./_-]|$)/iu;
const test = /(?:^|[./_-])(?:tests?|testing|specs?|__tests__|fixtures?|mocks?|e2e)(?:[./_-]|$)/iu;
const prose = /\.(?:md|mdx|rst|txt|adoc)$/iu;

/** `{name}` and the like are filled in later; an address, a path and a password’s hash are no secret. */
const noLiteral =
  /^(?:https?:|\/|\.{1,2}\/|\$2[aby]\$|\$argon2|\$?scrypt|pbkdf2)|[{}()<>\s]|^[A-Za-z_]+(?:\.[A-Za-z_]+)+$/u;
const leastPasswordLength = 8;
const leastSecretLength = 16;

/** A database of this machine, or of an example, is nobody's. */
const nobodysHost =
  /@(?:localhost|127\.\d+\.\d+\.\d+|\[?::1\]?|host|hostname|db|database|postgres|redis|[\w.-]*\.?(?:example|test|invalid|local)(?:\.\w+)?)(?:[:/?]|$)/iu;

const presets = { rules: [{ id: 'preset', rule: creator }] };

/**
 * Secrets in a text: by the shapes that providers give theirs (secretlint's recommended rules), and by literals that
 * are given to names of passwords and keys and have the entropy of one. Literals of tests, of examples and in prose
 * are left out, shapes are not.
 */
export async function findSecrets({ path, text }: SourceFile): Promise<readonly FoundSecret[]> {
  return [...(await byShape(path, text)), ...byName(path, text)];
}

async function byShape(path: string, text: string): Promise<readonly FoundSecret[]> {
  const { messages } = await lintSource({
    source: { filePath: `/${path}`, content: text, ext: '.txt', contentType: 'text' },
    options: { config: presets, noPhysicFilePath: true, maskSecrets: true },
  });
  return messages
    .filter(({ range: [from, to] }) => !isNobodys(text.slice(from, to)))
    .map(({ messageId, loc }) => ({ path, line: loc.start.line, kind: messageId }));
}

/** A connection string whose password is a placeholder, or that leads to no real host. */
function isNobodys(found: string): boolean {
  const credentials = /:\/\/([^:@/\s]*):([^@\s]*)@/u.exec(found);
  if (!credentials) return isPlaceholder(found);
  return nobodysHost.test(found) || isPlaceholder(credentials[2] ?? '');
}

function byName(path: string, text: string): readonly FoundSecret[] {
  if (forShow.test(path) || test.test(path) || prose.test(path)) return [];
  const isConfiguration = configuration.test(path);
  return assignedValues(text)
    .filter(({ name, value }) => isSecretName(name) && !noLiteral.test(value) && !isPlaceholder(value))
    .filter((one) => holds(one, isConfiguration, text))
    .map(({ name, line }) => ({ path, line, kind: `a value for ${name}` }));
}

function holds({ name, value, line }: AssignedValue, isConfiguration: boolean, text: string): boolean {
  if (isConfiguration && isPasswordName(name)) return value.length >= leastPasswordLength;
  const isQuoted = /["'`]/u.test((text.split('\n')[line - 1] ?? '').split(value)[0]?.slice(-1) ?? '');
  if (!isConfiguration && !isQuoted) return false;
  const hasBoth = /\d/u.test(value) && /[A-Za-z]/u.test(value);
  return (
    value.length >= leastSecretLength &&
    hasBoth &&
    bitsPerCharacter(value) > 3 &&
    whyWeak(value) === undefined
  );
}
