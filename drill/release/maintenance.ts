import { findHazards, type Hazard } from '../../targets/hazards.ts';
import type { Source, SourceFile } from '../../stack/source/read-source.ts';
import { listed, noSource, type ReleaseQuestion } from './release-context.ts';

const check = 'maintenance.harmless';

/** `0 3 * * * command`, `@daily command`, in whatever file. */
const cronLine =
  /^\s*(?:[*\d,/-]+\s+){4}[*\d,/-]+\s+(?:root\s+|www-data\s+)?(\S.*)$|^\s*@(?:hourly|daily|weekly|monthly|midnight|reboot)\s+(\S.*)$/u;
const systemdCommand = /^Exec(?:Start|StartPre|StartPost|Stop)\s*=\s*-?(.*)$/u;
/** Headings of what is done again and again while the system is in use. */
const maintenanceHeading =
  /^#{1,6}\s.*\b(?:maintenance|cron|scheduled|schedule|routine|daily|weekly|monthly|clean[- ]?up|backups?|disk space|housekeeping)\b/iu;
/** Scripts that are run again and again, by their names. */
const maintenanceScript =
  /(?:^|\/)[\w.-]*(?:backup|nightly|cron|maintenance|cleanup|clean-up|prune|rotate|housekeep)[\w.-]*\.(?:sh|bash)$/iu;
const anyScript = /\.(?:sh|bash)$/u;

/** Commands that are run by the clock, or that a document says to run as maintenance. */
export interface ScheduledText {
  readonly path: string;
  /** Line of the file at which the text begins, from 1. */
  readonly from: number;
  readonly text: string;
}

/** All of them in a source: pure. */
export function scheduledTexts({ files }: Pick<Source, 'files'>): readonly ScheduledText[] {
  const lines = files.flatMap((file) => clockLines(file));
  const commands = lines.map(({ text }) => text).join('\n');
  const whole = files
    .filter(
      ({ path }) =>
        maintenanceScript.test(path) ||
        (anyScript.test(path) && commands.includes(path.split('/').at(-1) ?? path)),
    )
    .map(({ path, text }) => ({ path, from: 1, text }));
  return [...lines, ...whole, ...files.flatMap((file) => documentedBlocks(file))];
}

function clockLines({ path, text }: SourceFile): readonly ScheduledText[] {
  const isUnit = /\.service$/u.test(path);
  return text.split('\n').flatMap((line, index) => {
    const found = isUnit ? systemdCommand.exec(line) : cronLine.exec(line);
    const command = found?.[1] ?? found?.[2];
    return command === undefined ? [] : [{ path, from: index + 1, text: command }];
  });
}

/** Fenced blocks of commands below a heading that speaks of maintenance. */
function documentedBlocks({ path, text }: SourceFile): readonly ScheduledText[] {
  if (!/\.(?:md|mdx|rst|adoc)$/iu.test(path)) return [];
  const found: ScheduledText[] = [];
  let isMaintenance = false;
  let open: { from: number; lines: string[] } | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    if (/^\s*(?:```|~~~)/u.test(line)) {
      if (open && isMaintenance) found.push({ path, from: open.from, text: open.lines.join('\n') });
      open = open ? undefined : { from: index + 2, lines: [] };
    } else if (open) open.lines.push(line);
    else if (/^#{1,6}\s/u.test(line)) isMaintenance = maintenanceHeading.test(line);
  }
  return found;
}

/** A script that clears away at its end what it made for itself; and passwords are another check's. */
const isHarmless = ({ rule, text }: Hazard): boolean =>
  rule === 'password-in-text' || (rule === 'files-removed' && /^trap\s/u.test(text));

/** Hazards by their place in the file, each place once. */
export function hazardsOf(texts: readonly ScheduledText[]): readonly string[] {
  const told = texts.flatMap(({ path, from, text: all }) =>
    findHazards(all, from)
      .filter((hazard) => !isHarmless(hazard))
      .map(({ line, text, rule, why }) => `${path}:${line}: \`${text}\` (${rule}): ${why}`),
  );
  return [...new Set(told)];
}

/** What runs by the clock runs with nobody watching. */
export function askMaintenance({ source, report, tell }: ReleaseQuestion): Promise<void> {
  if (source === undefined) {
    tell({ check, expected: 0, actual: null, n: 0, outcome: 'inconclusive', reason: noSource });
    return Promise.resolve();
  }
  const texts = scheduledTexts(source);
  report(`reading ${texts.length} scheduled commands, scripts and documented steps of maintenance`);
  const found = hazardsOf(texts);
  const nothing = texts.length === 0;
  tell({
    check,
    expected: 0,
    actual: found.length,
    unit: 'commands that can destroy data, or hide that they failed',
    n: texts.length,
    outcome: nothing ? 'inconclusive' : found.length > 0 ? 'fail' : 'pass',
    reason: nothing
      ? `no scheduled command, script or documented maintenance in ${source.files.length} files: what runs on the server is not known`
      : listed(found),
  });
  return Promise.resolve();
}
