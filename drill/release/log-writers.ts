import { parse } from 'yaml';
import { z } from 'zod';
import type { Source, SourceFile } from '../../stack/source/read-source.ts';
import { scheduledTexts } from './maintenance.ts';

/** Something in a source that writes a log for as long as the system lives. */
export interface LogWriter {
  readonly path: string;
  /** Line of the file, from 1. */
  readonly line: number;
  /** In words: `service api`, `logs/error.log`. */
  readonly what: string;
  /** The file that it writes to; undefined where its container's engine keeps it. */
  readonly file: string | undefined;
  /** What bounds it by itself; undefined where nothing there does. */
  readonly boundBy: string | undefined;
}

type Files = Pick<Source, 'files'>;

const composeName = /(?:^|\/)(?:docker-)?compose[\w.-]*\.ya?ml$/iu;
const notDeployed = /(?:dev|test|override|local|example|ci)\b/iu;
const deployed = /prod|deploy/iu;

/**
 * Every writer that a release’s files name: services of its compose files, log handlers, managers, redirects. The
 * compose files are those that are stated, or those whose names speak of production.
 */
export function logWriters(source: Files, composedBy?: readonly string[]): readonly LogWriter[] {
  const compose =
    composedBy === undefined
      ? deployedComposeFiles(source)
      : source.files.filter(({ path }) => composedBy.includes(path));
  return [
    ...compose.flatMap((file) => services(file)),
    ...source.files.flatMap((file) => [...unit(file), ...handlers(file)]),
    ...redirects(source),
  ];
}

/** Those that something is run by: where one of a folder is for production, the plain one beside it is not. */
function deployedComposeFiles({ files }: Files): readonly SourceFile[] {
  const compose = files.filter(({ path }) => composeName.test(path) && !notDeployed.test(nameOf(path)));
  const folderOf = (path: string): string => path.slice(0, -nameOf(path).length);
  const hasOwn = new Set(
    compose.filter(({ path }) => deployed.test(nameOf(path))).map(({ path }) => folderOf(path)),
  );
  const isPlain = (path: string): boolean => /^(?:docker-)?compose\.ya?ml$/iu.test(nameOf(path));
  return compose.filter(({ path }) => !(isPlain(path) && hasOwn.has(folderOf(path))));
}

const nameOf = (path: string): string => path.split('/').at(-1) ?? path;

const composeSchema = z.looseObject({
  services: z.record(
    z.string(),
    z
      .looseObject({
        logging: z
          .looseObject({
            driver: z.string().optional(),
            options: z.record(z.string(), z.unknown()).nullish(),
          })
          .optional(),
      })
      .nullable(),
  ),
});
/** Engines keep `json-file` without a bound; these are bounded by themselves, or kept by somebody else. */
const boundedDrivers = [
  'local',
  'journald',
  'syslog',
  'none',
  'fluentd',
  'gelf',
  'awslogs',
  'gcplogs',
  'loki',
];

function services({ path, text }: SourceFile): readonly LogWriter[] {
  const read = composeSchema.safeParse(parseYaml(text));
  if (!read.success) return [];
  return Object.entries(read.data.services).map(([name, service]) => {
    const { driver = 'json-file', options } = service?.logging ?? {};
    const size = options?.['max-size'];
    const boundBy = boundedDrivers.find((known) => driver.startsWith(known));
    const line =
      text.split('\n').findIndex((each) => new RegExp(`^\\s+["']?${name}["']?:`, 'u').test(each)) + 1;
    return {
      ...{ path, line, what: `service ${name}`, file: undefined },
      boundBy: boundBy ?? (size === undefined ? undefined : `max-size ${String(size)}`),
    };
  });
}

function parseYaml(text: string): unknown {
  try {
    return parse(text, { merge: true, logLevel: 'error' });
  } catch {
    return undefined;
  }
}

/** A unit of systemd, whose journal is bounded by itself: what it appends to a file of its own is a handler. */
function unit({ path, text }: SourceFile): readonly LogWriter[] {
  const line = text.split('\n').findIndex((each) => each.startsWith('ExecStart=')) + 1;
  if (!/\.service$/u.test(path) || line === 0) return [];
  const isJournals = !/^StandardOutput=(?!journal)/mu.test(text);
  return isJournals ? [{ path, line, what: 'unit', file: undefined, boundBy: 'journald' }] : [];
}

interface Pattern {
  readonly in: RegExp;
  readonly find: RegExp;
  /** What bounds the writer, in its own words. */
  readonly bound?: RegExp;
}

const patterns: readonly Pattern[] = [
  // Python: logging.FileHandler('app.log'), not its rotating kin.
  { in: /\.py$/u, find: /(?<![A-Za-z])FileHandler\(\s*(?:filename\s*=\s*)?f?['"]([^'"]+)['"]/gu },
  // Django: a handler by its class, with the file's name near it.
  {
    in: /\.py$/u,
    find: /['"]class['"]\s*:\s*['"]logging\.(?:handlers\.(?!Rotating|TimedRotating)\w*)?FileHandler['"][^}]*?['"]filename['"]\s*:\s*([^,}\n]+)/gu,
  },
  // Node: winston's File transport, which rotates only where it is told to.
  { in: /\.[cm]?[jt]s$/u, find: /transports\.File\(\s*\{([^}]*)\}/gu, bound: /maxsize/u },
  // A process manager's files.
  {
    in: /\.(?:[cm]?js|json|ya?ml)$/u,
    find: /["']?(?:out_file|error_file|log_file)["']?\s*:\s*["']([^"']+)["']/gu,
  },
  // systemd: appended to a file, past its own journal.
  { in: /\.service$/u, find: /^Standard(?:Output|Error)=(?:append|file):(\S+)/gmu },
];

function handlers({ path, text }: SourceFile): readonly LogWriter[] {
  return patterns
    .filter((pattern) => pattern.in.test(path))
    .flatMap(({ find, bound }) =>
      [...text.matchAll(find)].map((found) => {
        const [all, said = ''] = found;
        const file = /['"]([^'"]+\.\w+)['"]/u.exec(said)?.[1] ?? said.trim();
        const line = text.slice(0, found.index).split('\n').length;
        return { path, line, what: file, file, boundBy: bound?.exec(all)?.[0] };
      }),
    );
}

/** What is run by the clock appends to a file run after run. */
function redirects(source: Files): readonly LogWriter[] {
  return scheduledTexts(source).flatMap(({ path, from, text }) =>
    text
      .split('\n')
      .flatMap((each, index) =>
        [...each.matchAll(/>>\s*["']?([^\s"';|&]+)/gu)]
          .filter(([, file = '']) => /\.(?:log|txt|out)$|\/log\//u.test(file))
          .map(([, file = '']) => ({ path, line: from + index, what: file, file, boundBy: undefined })),
      ),
  );
}
