import { assignedValues, isPasswordName } from './assigned-values.ts';
import type { SourceFile } from './read-source.ts';

/** A login and a password that stand together in a text that others can read. */
export interface PublishedLogin {
  readonly login: string;
  readonly password: string;
  readonly path: string;
  /** Of the password, from 1. */
  readonly line: number;
}

const email = /[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/giu;
const userName =
  /\b(?:user(?:[-_ ]?name)?|login|benutzer)\b["'`*]*\s*[:=|]\s*["'`*]*([A-Za-z][\w.-]{2,40})/giu;
/** `Password: x`, `**Password:** x`, `| Password | x |`. */
const passwordInProse =
  /\bpass(?:word|wort|code)?\b["'`*]*\s*[:=|]\s*["'`*|\s]*([^\s"'`*|,;<>(){}]{4,64})/giu;
/** `admin@shop.example / Summer-1`, `| admin@shop.example | Summer-1 |`, `admin@shop.example:Summer-1`. */
const behindEmail =
  /[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}[`*"']*\s*(?:\/|\||:|,|–|->|→)\s*[`*"']*([^\s"'`*|,;<>(){}]{4,64})/giu;

/** A line without any of these holds no password. */
const mayHold = /pass|pwd|@/iu;

/** What is written without quotes there is a name, not a text. */
const code = /\.(?:[cm]?[jt]sx?|py|rb|php|java|kt|go|rs|cs|vue|svelte|sql)$/iu;

/** How far a login may stand from its password. */
const linesBetween = 6;

/** What the code of a form says is no password. */
const noPassword =
  /^(?:string|required|optional|true|false|null|none|undefined|text|password|hash(?:ed)?|varchar\w*|process|self|str|user\w*|data|form|body|req|request|event|values?|input|your\S*|https?:.*|\/.*|\$\S*|\[.*|<.*|.*[({].*|(?:os|process|data|self|config|import)\..*)$/iu;

/** All pairs of a login and a password that a team has written down: in documents, seeds, compose files, tests. */
export function publishedLogins(files: readonly SourceFile[]): readonly PublishedLogin[] {
  const known = new Map<string, PublishedLogin>();
  for (const file of files) {
    for (const pair of pairsIn(file)) known.set(`${pair.login}\0${pair.password}`, pair);
  }
  return [...known.values()];
}

function pairsIn({ path, text }: SourceFile): readonly PublishedLogin[] {
  const isCode = code.test(path);
  const lines = text.split('\n');
  const logins = lines.map((line) => loginsIn(line).filter((found) => !isCode || isQuoted(line, found)));
  return lines.flatMap((line, index) =>
    passwordsIn(line, isCode).flatMap((password) =>
      nearest(logins, index)
        .filter((login) => login !== password)
        .map((login) => ({ login, password, path, line: index + 1 })),
    ),
  );
}

const loginsIn = (line: string): readonly string[] => [
  ...[...line.matchAll(email)].map(([found]) => found),
  ...[...line.matchAll(userName)].map(([, found = '']) => found),
];

function passwordsIn(line: string, isCode: boolean): readonly string[] {
  if (!mayHold.test(line)) return [];
  const found = [
    ...assignedValues(line)
      .filter(({ name }) => isPasswordName(name))
      .map(({ value }) => value),
    ...[...line.matchAll(passwordInProse)].map(([, value = '']) => value),
    ...[...line.matchAll(behindEmail)].map(([, value = '']) => value),
  ];
  return [...new Set(found)].filter(
    (value) => value.length >= 4 && !noPassword.test(value) && (!isCode || isQuoted(line, value)),
  );
}

/** It stands within a text, not among the code. */
function isQuoted(line: string, found: string): boolean {
  const before = line.slice(0, line.indexOf(found));
  return ["'", '"', '`'].some((mark) => before.split(mark).length % 2 === 0);
}

/** Those of the line itself; else of the nearest line that names one. */
function nearest(logins: readonly (readonly string[])[], index: number): readonly string[] {
  for (let away = 0; away <= linesBetween; away += 1) {
    const near = [...(logins[index - away] ?? []), ...(away === 0 ? [] : (logins[index + away] ?? []))];
    if (near.length > 0) return [...new Set(near)];
  }
  return [];
}
