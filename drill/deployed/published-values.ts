import { assignedValues } from '../../stack/source/assigned-values.ts';
import type { SourceFile } from '../../stack/source/read-source.ts';
import { publishedBy } from '../../stack/source/well-known-values.ts';
import type { DeployedQuestion, Row } from './ask-deployed.ts';
import { readVariables, secretsOf, variablesIn } from './environment.ts';

const check = 'environment.not-published';
/** Shorter texts are words of any program: they count where they are given to a name. */
const leastLength = 8;
const shown = 10;

const isWhole = (text: string, value: string, at: number): boolean =>
  !/[A-Za-z0-9]/u.test((text[at - 1] ?? ' ') + (text[at + value.length] ?? ' '));

/** Where a value stands in a text, from line 1; undefined where it does not. */
function lineOf({ text }: SourceFile, value: string): number | undefined {
  if (value.length < leastLength) {
    return assignedValues(text).find((one) => one.value === value)?.line;
  }
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
    if (isWhole(text, value, at)) return text.slice(0, at).split('\n').length;
  }
  return undefined;
}

function whyPublished(value: string, files: readonly SourceFile[]): string | undefined {
  const known = publishedBy(value);
  if (known !== undefined) return `it is the published default of ${known}`;
  for (const file of files) {
    const line = lineOf(file, value);
    if (line !== undefined) return `it stands in ${file.path}:${line} of the source`;
  }
  return undefined;
}

/**
 * Pure. What is told of a value never says it.
 * @param files of the release's source; undefined where that is not here: then only what everybody knows is told.
 */
export function judgePublished(printed: string, files: readonly SourceFile[] | undefined): Row {
  const secrets = secretsOf(variablesIn(printed)).filter(([, value]) => value !== '');
  const found = secrets.flatMap(([name, value]) => {
    const why = whyPublished(value, files ?? []);
    return why === undefined ? [] : [`${name}: ${why}`];
  });
  const row = { check, expected: 0, actual: found.length, unit: 'variables', n: secrets.length } as const;
  if (found.length > 0) return { ...row, outcome: 'fail', reason: found.slice(0, shown).join('; ') };
  const missing =
    secrets.length === 0
      ? 'no value of a secret was printed: expected NAME=value, a line each'
      : files === undefined || files.length === 0
        ? 'the source of this release is not here, and what it publishes was not read: expected --source DIR'
        : '';
  return { ...row, outcome: missing === '' ? 'pass' : 'inconclusive', reason: missing };
}

/** Compares the environment that the deployed system runs with, and what the source of it publishes. */
export async function askPublishedValues(question: DeployedQuestion): Promise<void> {
  const printed = await readVariables(question);
  question.report('comparing the system’s secrets with what its source publishes');
  question.tell(judgePublished(printed, (await question.readSource())?.files));
}
