import { checkName, formatBasis, formatExpected, formatObserved } from './figures.ts';
import { plainText } from './plain-text.ts';
import type { VerdictCheck, VerdictLine } from './schema/checks.ts';
import type { Verdict } from './verdict.ts';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escape(text: string): string {
  return plainText(text).replaceAll(/[&<>"]/gu, (character) => entities[character] ?? '');
}

interface TestCase {
  readonly name: string;
  readonly className: string;
  readonly seconds: number;
  /** What is the matter; undefined for a pass. */
  readonly matter?: {
    readonly element: 'failure' | 'error' | 'skipped';
    readonly message: string;
    readonly text: string;
  };
}

/**
 * What a dashboard shows as skipped it does not count against a build, so only that is skipped which cannot turn a
 * verdict: not-applicable, waived, warnings, lines of persons and later days. Inconclusive is an error.
 */
function matterOf(check: VerdictCheck): TestCase['matter'] {
  const { outcome, waiver, level, reason } = check;
  if (outcome === 'pass') return undefined;
  const basis = formatBasis(check).join(', ');
  const seen = `expected ${formatExpected(check)}, saw ${formatObserved(check.actual, check.unit)}`;
  const text =
    check.fidelity === null ? `${check.question}\n${basis}` : `${check.question}\n${seen}\n${basis}`;
  if (waiver) return { element: 'skipped', message: `waived by ${waiver.name}: ${waiver.reason}`, text };
  if (outcome === 'not-applicable') return { element: 'skipped', message: `not applicable: ${reason}`, text };
  if (level === 'warning') return { element: 'skipped', message: `warning: ${reason}`, text };
  return { element: outcome === 'fail' ? 'failure' : 'error', message: reason, text };
}

const ofCheck = (check: VerdictCheck): TestCase => {
  const matter = matterOf(check);
  const base = {
    name: checkName(check),
    className: `golive.${check.suite}`,
    seconds: check.durationMs / 1000,
  };
  return { ...base, ...(matter ? { matter } : {}) };
};

const lineElements = {
  pass: null,
  fail: 'failure',
  inconclusive: 'error',
  unbound: 'error',
  waived: 'skipped',
  warning: 'skipped',
  person: 'skipped',
  'not-due': 'skipped',
} as const satisfies Record<VerdictLine['outcome'], 'failure' | 'error' | 'skipped' | null>;

const ofLine = ({ id, text, section, outcome, reason }: VerdictLine): TestCase => {
  const element = lineElements[outcome];
  const base = { name: `${id}: ${text}`, className: `golive.plan.${section}`, seconds: 0 };
  return element === null
    ? base
    : { ...base, matter: { element, message: `${outcome}: ${reason}`, text: reason } };
};

function caseXml({ name, className, seconds, matter }: TestCase): string {
  const open = `    <testcase name="${escape(name)}" classname="${escape(className)}" time="${seconds.toFixed(3)}"`;
  if (!matter) return `${open}/>`;
  const { element, message, text } = matter;
  const inner =
    element === 'skipped'
      ? `<skipped message="${escape(message)}"/>`
      : `<${element} message="${escape(message)}">${escape(text)}</${element}>`;
  return `${open}>\n      ${inner}\n    </testcase>`;
}

const tally = (cases: readonly TestCase[]): string => {
  const count = (element: string): number => cases.filter(({ matter }) => matter?.element === element).length;
  return `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}"`;
};

function suiteXml(name: string, cases: readonly TestCase[], timestamp: string): string {
  const seconds = cases.reduce((sum, item) => sum + item.seconds, 0);
  const head = `  <testsuite name="${escape(name)}" ${tally(cases)} time="${seconds.toFixed(3)}" timestamp="${escape(timestamp)}">`;
  return [head, ...cases.map(caseXml), '  </testsuite>'].join('\n');
}

/** The verdict as one test: a run that ended early or was partial is an error though each check of it passed. */
function verdictCase({ decision, sentence }: Verdict): TestCase {
  const base = { name: 'verdict', className: 'golive', seconds: 0 };
  if (decision === 'GO') return base;
  const element = decision === 'NO-GO' ? 'failure' : 'error';
  return { ...base, matter: { element, message: sentence, text: sentence } };
}

/** junit.xml: the verdict, the checks by suite, then the plan's lines. */
export function renderJunit(verdict: Verdict): string {
  const suites = [...Map.groupBy(verdict.checks, ({ suite }) => suite)];
  const parts: readonly (readonly [string, readonly TestCase[]])[] = [
    ['verdict', [verdictCase(verdict)]],
    ...suites.map(([suite, checks]) => [suite, checks.map(ofCheck)] as const),
    ['plan', verdict.checklist.map(ofLine)],
  ];
  const all = parts.flatMap(([, cases]) => cases);
  const { title, startedAt, id } = verdict.run;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${escape(`golive ${title} ${id}`)}" ${tally(all)}>`,
    ...parts.map(([name, cases]) => suiteXml(name, cases, startedAt.slice(0, 19))),
    '</testsuites>',
    '',
  ].join('\n');
}
