import { checkName, formatBasis, formatInstant, formatSeen } from './figures.ts';
import { plainLine } from './plain-text.ts';
import type { VerdictCheck, VerdictLine } from './schema/checks.ts';
import type { SignoffReport } from './schema/signoff-report.ts';
import { asSigned, attestedLines, attestedWords } from './signoff/as-signed.ts';
import { launchOf, type Launch } from './signoff/launch.ts';
import { partSentence } from './partial.ts';
import { standingOf } from './standing.ts';
import type { Verdict } from './verdict.ts';

/** A comment of GitHub holds 65,536 characters; what a team adds above it must fit as well. */
export const mostMarkdownBytes = 60_000;

/** A text of more than this is cut: the report has it whole. */
const longest = 400;

// What could begin markup, a mention, a link or a reference to somebody's issue stands as a character entity.
const active = /[&<>`*_~[\]|\\@#{}$^!]|:(?=\S)/gu;

/** Text of a system under verification as Markdown that says it and does nothing. */
export function markdownText(text: string): string {
  const line = plainLine(text);
  const cut = line.length > longest ? `${line.slice(0, longest).toWellFormed()} …` : line;
  const plain = cut.replaceAll(active, (character) => `&#${character.codePointAt(0)};`);
  // Not even an address without a scheme becomes a link, and what stands first no list and no heading.
  return plain
    .replaceAll(/www\./giu, 'www&#46;')
    .replace(/^(\d*)([-+=.)])/u, (_all, number: string, sign: string) => {
      return `${number}&#${sign.codePointAt(0)};`;
    });
}

const signs = { GO: '✅', 'NO-GO': '❌', INCONCLUSIVE: '❔' } as const;

const launchSigns = {
  authorised: '✅',
  awaited: '☑️',
  rejected: '❌',
  lapsed: '⌛',
  refused: '❌',
} as const satisfies Record<Launch['is'], string>;

/** The decision with what people made of it, and why. */
function title({ decision, run }: Verdict, launch: Launch | undefined): readonly string[] {
  if (launch === undefined) return [`## ${signs[decision]} ${decision}: ${markdownText(run.title)}`, ''];
  const sign = decision === 'GO' ? launchSigns[launch.is] : signs[decision];
  return [
    `## ${sign} ${decision}, ${launch.title}: ${markdownText(run.title)}`,
    '',
    ...launch.parts.map((part) => `- ${markdownText(part)}`),
    '',
  ];
}

function head(verdict: Verdict, launch: Launch | undefined): readonly string[] {
  const { decision, sentence, run, fault, partial, endedEarly, counts } = verdict;
  const release = run.release
    ? `release ${markdownText(run.release.version)} \`${run.release.digest.replaceAll(/[^\w:.+-]/gu, '').slice(0, 19)}\``
    : 'release unknown';
  const rest = sentence.startsWith(`${decision}: `) ? sentence.slice(decision.length + 2) : sentence;
  return [
    ...title(verdict, launch),
    markdownText(rest),
    '',
    ...(fault
      ? [
          `> **A fault was planted on purpose** (${markdownText(fault.id)}): this is no verdict on the release.`,
          '',
        ]
      : []),
    ...(partial ? [`> **Partial run:** ${markdownText(partSentence(partial))}`, ''] : []),
    ...(endedEarly === null ? [] : [`> **The run ended early:** ${markdownText(endedEarly)}`, '']),
    `${release}, profile ${run.profile}, ${markdownText(run.stack)} stack, ${formatInstant(run.startedAt)}, run ${markdownText(run.id)}`,
    '',
    `**${counts.pass}** passed, **${counts.fail}** failed, **${counts.inconclusive}** not answered, **${counts['not-applicable']}** not applicable` +
      `${counts.flaky > 0 ? `, **${counts.flaky}** flaky` : ''}${counts.waived > 0 ? `, **${counts.waived}** waived` : ''}`,
  ];
}

function checkItem(check: VerdictCheck): string {
  const basis = markdownText(formatBasis(check).join(', '));
  const seen = formatSeen(check);
  const waived = check.waiver
    ? ` Waived by ${markdownText(check.waiver.name)} until ${check.waiver.expiresAt.slice(0, 10)}: ${markdownText(check.waiver.reason)}.`
    : '';
  return `- **${markdownText(checkName(check))}**: ${markdownText(check.reason)}.${seen && ` E${markdownText(seen.slice(1))}.`} (${basis})${waived}`;
}

const lineItem = ({ id, text, reason }: VerdictLine): string =>
  `- ${markdownText(text)} (${markdownText(id)}): ${markdownText(reason)}`;

/** Most of a kind that are listed; the report lists all. */
const mostOfAKind = 40;

/** What a part takes that only says how much it leaves out. */
const titleBytes = 240;

interface Part {
  readonly title: string;
  readonly items: readonly string[];
}

function changesPart({ sinceLastGo }: Verdict): Part | undefined {
  if (!sinceLastGo) return undefined;
  const { before, checks, lines } = sinceLastGo;
  const items = [
    ...checks.map(({ name, before: was, after }) => `- **${markdownText(name)}**: was ${was}, is ${after}`),
    ...lines.map(({ text, before: was, after }) => `- ${markdownText(text)}: was ${was}, is ${after}`),
  ];
  return { title: `Changed since the last GO, run ${markdownText(before.id)}`, items };
}

function attestedPart(verdict: Verdict, signoff: SignoffReport | undefined): Part {
  const items = [...attestedLines(verdict, signoff).values()].map(
    (one) => `- ${markdownText(one.text)} (${markdownText(one.line)}): ${markdownText(attestedWords(one))}`,
  );
  return { title: 'Attested by people', items };
}

function partsOf(verdict: Verdict, signoff: SignoffReport | undefined): readonly Part[] {
  const { failed, failedLines, open, openLines, warnings } = standingOf(verdict);
  const persons = verdict.checklist.filter(({ outcome }) => outcome === 'person');
  const changes = changesPart(verdict);
  return [
    { title: 'What blocks it', items: [...failed.map(checkItem), ...failedLines.map(lineItem)] },
    { title: 'What was not verified, and why', items: [...open.map(checkItem), ...openLines.map(lineItem)] },
    ...(changes ? [changes] : []),
    { title: 'Awaits a person', items: persons.map(lineItem) },
    attestedPart(verdict, signoff),
    {
      title: 'Warnings',
      items: [
        ...warnings.map(checkItem),
        ...verdict.findings.map(({ kind, text }) => `- **${markdownText(kind)}** ${markdownText(text)}`),
      ],
    },
  ];
}

const bytes = (lines: readonly string[]): number => Buffer.byteLength(lines.join('\n'));

/** As many items as there is room for, and how many there are beyond them. */
function written({ title, items }: Part, roomBytes: number): readonly string[] {
  if (items.length === 0) return [];
  const lines = ['', `### ${title} (${items.length})`, ''];
  let listed = 0;
  for (const item of items.slice(0, mostOfAKind)) {
    // Room for the line that says what is left out.
    if (bytes([...lines, item]) > roomBytes - 80) break;
    lines.push(item);
    listed += 1;
  }
  return listed === items.length
    ? lines
    : [...lines, `- … and ${items.length - listed} more: see the report`];
}

/** report.md: the verdict for a pull request, the decision in its first line, under 60 kB. */
export function renderMarkdown(found: Verdict, signoff?: SignoffReport): string {
  const verdict = asSigned(found, signoff);
  const { run, version } = verdict;
  const foot = [
    '',
    `Golive ${markdownText(run.versions['golive'] ?? '')}, rendered from verdict.json (version ${version}).`,
    '',
  ];
  const lines = [...head(verdict, signoff && launchOf(signoff))];
  const parts = partsOf(verdict, signoff);
  for (const [at, part] of parts.entries()) {
    const later = (parts.length - at - 1) * titleBytes;
    lines.push(...written(part, mostMarkdownBytes - later - bytes([...lines, ...foot])));
  }
  return [...lines, ...foot].join('\n');
}
