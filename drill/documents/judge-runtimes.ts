import { coerce, intersects, minVersion, satisfies, validRange } from 'semver';
import type { Row } from './documents-context.ts';

/** Versions that somebody is content with, and who says so. */
export interface Demand {
  /** As npm writes ranges. */
  readonly range: string;
  readonly source: string;
  /** What an image holds: no demand on what runs elsewhere. */
  readonly ofImage?: boolean;
}

/** What one runtime is asked to be, and what it is. */
export interface SeenRuntime {
  readonly name: string;
  /** Undefined where nobody can tell. */
  readonly runs: string | undefined;
  /** Golive, and nobody else, has chosen what it runs on here. */
  readonly chosenHere: boolean;
  readonly documents: readonly Demand[];
  /** Of the packages that the release pins. */
  readonly packages: readonly Demand[];
}

/** "24" is any 24, "18.20.8 or later" all from there on. Undefined for what names no version. */
export function rangeOf(text: string, orLater: boolean): string | undefined {
  const version = /\d+(?:\.\d+){0,2}/u.exec(text)?.[0];
  if (version === undefined) return undefined;
  return validRange(orLater ? `>=${version}` : version) ?? undefined;
}

/** Of what a program prints: `Python 3.11.7`, `v24.1.0`. */
export const versionIn = (printed: string): string | undefined => coerce(printed)?.version;

const shown = 6;

/** Whether what is documented pleases documents and packages alike; and what runs. Pure. */
export function judgeRuntime({ name, runs, chosenHere, documents, packages }: SeenRuntime): readonly Row[] {
  const expected = documents.map(({ range, source }) => `${name} ${range} (${source})`).join(', ');
  const at = { expected: `nothing against ${expected}`, n: documents.length + packages.length };
  const against = disagreements(name, documents, packages);
  const promised: Row =
    against.length === 0
      ? { ...at, actual: at.expected }
      : { ...at, actual: `${against.length} against it`, outcome: 'fail', reason: list(against) };
  return [promised, judgeRunning({ name, runs, chosenHere, documents }, expected)];
}

function judgeRunning(
  { name, runs, chosenHere, documents }: Omit<SeenRuntime, 'packages'>,
  expected: string,
): Row {
  if (runs === undefined) {
    const reason = `${name}: nobody could tell which version runs`;
    return { expected, actual: null, n: 0, outcome: 'inconclusive', reason };
  }
  const refused = documents.filter(({ range, ofImage }) => ofImage !== true && !satisfies(runs, range));
  if (refused.length === 0) return { expected, actual: expected, n: 1, reason: `${name} ${runs} runs` };
  const wanted = refused.map(({ range, source }) => `${source} asks for ${range}`).join('; ');
  const hint = chosenHere
    ? `; that is what this machine has, and says nothing of the release: put the documented one first on the PATH`
    : '';
  const outcome = chosenHere ? 'inconclusive' : 'fail';
  return { expected, actual: runs, n: 1, outcome, reason: `${name} ${runs} runs, and ${wanted}${hint}` };
}

/** Whoever installs the least version that a document is content with must have what all the others ask for. */
function disagreements(
  name: string,
  documents: readonly Demand[],
  packages: readonly Demand[],
): readonly string[] {
  return documents.flatMap((document) => {
    const newest = newestOfLine(document.range);
    return [...documents.filter((other) => other !== document), ...packages]
      .filter((other) => !intersects(newest, other.range))
      .map(
        (other) =>
          `${document.source} is content with ${name} ${document.range}, and ${other.source} needs ${other.range}`,
      );
  });
}

/** The line of the least version: of "18.20.8 or later" each 18 from there on, since lines get patches. */
function newestOfLine(range: string): string {
  const least = minVersion(range);
  return least === null ? range : `>=${least.version} <${least.major + 1}.0.0-0`;
}

const list = (found: readonly string[]): string =>
  `${found.slice(0, shown).join('; ')}${found.length > shown ? `; and ${found.length - shown} more` : ''}`;
