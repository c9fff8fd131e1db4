import type { Source } from '../../stack/source/read-source.ts';
import { logWriters, type LogWriter } from './log-writers.ts';
import { listed, noSource, type ReleaseQuestion } from './release-context.ts';

const check = 'logs.bounded';

/** The line that begins a rule of logrotate: `/var/log/shop/*.log "/srv/shop/x.log" {`. */
const ruleBegins =
  /^[ \t]*((?:["']?[\w.~/*-]+["']?[ \t]+)*["']?[\w.~/*-]*[/*][\w.~/*-]*["']?)[ \t]*\{[ \t]*$/u;
const rotates = /^\s*(?:rotate\s+\d+|daily|weekly|monthly|(?:max)?size\s+\S+)\b/u;

/** The files that the release’s own rules rotate, as logrotate’s patterns: pure. */
export function rotatedFiles({ files }: Pick<Source, 'files'>): readonly string[] {
  const texts = files.filter(
    ({ path, text }) => /logrotate/iu.test(path) || (isProse.test(path) && /logrotate/iu.test(text)),
  );
  return texts.flatMap(({ text }) => {
    const lines = text.split('\n');
    return lines.flatMap((line, index) => {
      const names = ruleBegins.exec(line)?.[1];
      if (names === undefined) return [];
      const rest = lines.slice(index + 1);
      const end = rest.findIndex((each) => each.includes('}'));
      if (!rest.slice(0, end < 0 ? 0 : end).some((each) => rotates.test(each))) return [];
      return names.split(/\s+/u).map((name) => name.replaceAll(/["']/gu, ''));
    });
  });
}

const isProse = /\.(?:md|mdx|rst|adoc|txt|sh|bash|ya?ml|conf)$/iu;

/** Is a log’s file one of those? Where it lies in the end is not known: its name, and the folder that holds it, are. */
export function isRotated(file: string, rotated: readonly string[]): boolean {
  const wanted = file.replaceAll('\\', '/').split('/');
  return rotated.some((pattern) => {
    const parts = pattern.split('/');
    const isLike = (part: string | undefined, text: string | undefined): boolean =>
      part !== undefined &&
      text !== undefined &&
      new RegExp(`^${part.split('*').map(literally).join('.*')}$`, 'u').test(text);
    if (!isLike(parts.at(-1), wanted.at(-1))) return false;
    const folder = wanted.length > 1 ? wanted.at(-2) : undefined;
    return folder === undefined || folder === '.' || isLike(parts.at(-2), folder);
  });
}

const literally = (text: string): string =>
  text.replaceAll(/[^\w]/gu, (sign) => `\\x${sign.charCodeAt(0).toString(16).padStart(2, '0')}`);

/** Docker told for the whole machine how long a container’s log may get. */
const engineBound = /"log-opts"\s*:\s*\{[^}]*"max-size"/u;
const managerBound = /\bpm2-logrotate\b/u;

/** What nothing of the release’s own bounds: pure. */
export function unboundLogs(
  source: Pick<Source, 'files'>,
  composedBy?: readonly string[],
): {
  readonly writers: readonly LogWriter[];
  readonly unbound: readonly LogWriter[];
} {
  const writers = logWriters(source, composedBy);
  const rotated = rotatedFiles(source);
  const says = (rule: RegExp): boolean => source.files.some(({ text }) => rule.test(text));
  const unbound = writers.filter(({ file, boundBy, path }) => {
    if (boundBy !== undefined) return false;
    if (file === undefined) return !says(engineBound);
    const isManagers = /ecosystem|pm2/iu.test(path) && says(managerBound);
    return !isManagers && !isRotated(file, rotated);
  });
  return { writers, unbound };
}

/** Asks whether a log that the release writes can fill the disk, by what its own files say of who keeps it. */
export function askLogs({ stack, source, report, tell }: ReleaseQuestion): Promise<void> {
  if (source === undefined) {
    tell({ check, expected: 0, actual: null, n: 0, outcome: 'inconclusive', reason: noSource });
    return Promise.resolve();
  }
  report('reading which logs the release writes, and what bounds them');
  const { composedBy } = stack.target.operations;
  const missing = composedBy?.value.filter((path) => !source.files.some((file) => file.path === path)) ?? [];
  if (composedBy !== undefined && missing.length > 0) {
    const reason = `${missing.join(', ')}, by which it is run (${composedBy.source}), is no file of the source`;
    tell({ check, expected: 0, actual: null, n: 0, outcome: 'inconclusive', reason });
    return Promise.resolve();
  }
  const { writers, unbound } = unboundLogs(source, composedBy?.value);
  const places = unbound.map(({ path, line, what }) => `${path}:${line}: ${what}`);
  const nothing = writers.length === 0;
  tell({
    check,
    expected: 0,
    actual: unbound.length,
    unit: `of ${writers.length} logs without a bound`,
    n: writers.length,
    outcome: nothing ? 'inconclusive' : unbound.length > 0 ? 'fail' : 'pass',
    reason: nothing
      ? `no compose file, unit, log handler or scheduled command in ${source.files.length} files names a log: how what it prints is kept is not known`
      : listed(places),
  });
  return Promise.resolve();
}
