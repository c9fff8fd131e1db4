import type { Source } from '../../stack/source/read-source.ts';
import { listed, noSource, type ReleaseQuestion } from './release-context.ts';

const check = 'files.backed-up';

type Files = Pick<Source, 'files'>;

/** A folder of the system's own disk in which it keeps what people hand over. */
export interface KeptFolder {
  readonly path: string;
  /** Line of the file, from 1. */
  readonly line: number;
  readonly name: string;
  /** The folder that it lies in, where that is named: who copies that copies both. */
  readonly within: string | undefined;
}

/** How frameworks and teams name that folder; the value is what follows. */
const places: readonly RegExp[] = [
  /\b(?:UPLOADS?_(?:DIR|DIRECTORY|FOLDER|PATH|ROOT)|MEDIA_ROOT)\b["']?[ \t]*[:=][ \t]*(?![=:])([^\n#]+)/giu,
  /\b(?:multer\(\s*\{\s*dest|destination|uploads?(?:Dir|Folder|Path))\s*[:=]\s*(["'`][^\n"'`]+["'`])/gu,
  // A volume of a container.
  /^[ \t]*-[ \t]*["']?[\w./${}-]+:([\w./-]*\/(?:uploads?|media)(?:\/[\w.-]+)*)\/?(?::\w+)?["']?[ \t]*$/gimu,
];
const isProgram = /\.(?:py|[cm]?[jt]sx?|rb|php|go|java|cs|ya?ml|env[\w.]*|service|toml|ini)$/iu;
const isEnvironment = /(?:^|\/)[\w.-]*\.env[\w.-]*$/iu;
const isTried = /(?:^|\/)(?:tests?|specs?|__tests__|fixtures|examples?)\/|\.(?:test|spec)\./iu;

/** Behind the colon of a setting that has no value of its own. */
const isType = /^(?:str|string|Path|Path \| None|str \| None)$/u;

/** The last parts of the path that a value holds. */
function lastParts(value: string): {
  readonly name: string | undefined;
  readonly within: string | undefined;
} {
  const quoted = [...value.matchAll(/["'`]([^"'`]*)["'`]/gu)].map(([, text = '']) => text);
  const path = quoted.findLast((text) => /[\w-]/u.test(text)) ?? (quoted.length > 0 ? '' : value.trim());
  const parts = path.split('/').filter((part) => /^[\w.-]*[a-z][\w.-]*$/iu.test(part));
  return { name: parts.at(-1)?.toLowerCase(), within: parts.at(-2)?.toLowerCase() };
}

/** Every such folder that a release's files name; a variable that no program reads leads nowhere: pure. */
export function keptFolders({ files }: Files): readonly KeptFolder[] {
  const named = files.filter(({ path }) => isProgram.test(path) && !isTried.test(path));
  const programs = named.filter(({ path }) => !isEnvironment.test(path));
  const isRead = (variable: string): boolean =>
    programs.some(({ text }) => text.toLowerCase().includes(variable.toLowerCase()));
  const found = named.flatMap(({ path, text }) =>
    places.flatMap((pattern) =>
      [...text.matchAll(pattern)].flatMap(({ index, 0: whole, 1: value = '' }): readonly KeptFolder[] => {
        const [variable = ''] = /\w+/u.exec(whole) ?? [];
        if (isType.test(value.trim()) || (isEnvironment.test(path) && !isRead(variable))) return [];
        const { name, within } = lastParts(value);
        const line = text.slice(0, index).split('\n').length;
        return name === undefined ? [] : [{ path, line, name, within }];
      }),
    ),
  );
  return [...new Map(found.map((folder) => [folder.name, folder])).values()];
}

const copies =
  /\b(?:tar|rsync|cp\s+-\w*[ra]\w*|zip|s3cmd|aws\s+s3|rclone|restic|borg|docker\s+cp|mc\s+mirror)\b/u;

/** Those that no command of its scripts or documents copies: pure. */
export function notBackedUp(source: Files): readonly KeptFolder[] {
  const commands = source.files
    .filter(({ path }) => /\.(?:sh|bash|bat|ps1|md|mdx|rst|txt|ya?ml|service)$|backup|cron/iu.test(path))
    .flatMap(({ text }) => text.split('\n').filter((line) => copies.test(line)))
    .map((line) => line.toLowerCase());
  const isNamed = (line: string, name: string): boolean => line.split(/[\s/"'=:]+/u).includes(name);
  return keptFolders(source).filter(({ name, within }) => {
    const parts = within === undefined ? [name] : [name, within];
    return !commands.some((line) => parts.some((part) => isNamed(line, part)));
  });
}

/** Asks whether what people hand over, and the system keeps on its own disk, is part of any backup. */
export function askKeptFiles({ source, report, tell }: ReleaseQuestion): Promise<void> {
  if (source === undefined) {
    tell({ check, expected: 0, actual: null, n: 0, outcome: 'inconclusive', reason: noSource });
    return Promise.resolve();
  }
  report('reading where the release keeps files of people, and what copies them');
  const left = notBackedUp(source);
  const kept = keptFolders(source).length;
  tell({
    check,
    expected: 0,
    actual: left.length,
    unit: `of ${kept} folders that nothing backs up`,
    n: source.files.length,
    reason: listed(left.map(({ path, line, name }) => `${path}:${line}: ${name}`)),
  });
  return Promise.resolve();
}
