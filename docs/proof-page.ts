import { lastProof } from '../cli/proved-faults.ts';

type Alive = NonNullable<ReturnType<typeof lastProof>['proof']>['mutations']['alive'][number];

const made =
  'Made by `node docs/generate.ts` from docs/proof.json; docs/docs.test.ts fails when it is not up to date.';

/** A rate with its n and its bound, as a cell. */
function cell({ events, n, upper }: { events: number; n: number; upper: number }): string {
  return n === 0 ? 'none tried' : `${events} of ${n}, at most ${(upper * 100).toFixed(1)} %`;
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(0)} s`;

const lines = (diff: readonly string[]): string => ['```diff', ...diff, '```'].join('\n');

const ids = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(', ');

/** What it was asked, and what it was not: the one that would have told may be among these. */
function questionsOf({ asked, notAsked }: Pick<Alive, 'asked' | 'notAsked'>): string {
  if (asked === undefined || notAsked === undefined) return '';
  return `\n\nAsked, and answered as by the system itself: ${ids(asked)}.\n\nNot asked: ${ids(notAsked)}.`;
}

/** docs/proof.md: the figures of the last published proof, each mutant with its lines. */
export function proofPage(): string {
  const { proof } = lastProof();
  if (proof === undefined) return `# The last proof\n\n${made}\n\nNobody has published one yet.\n`;
  const { faults, mutations, clean } = proof;
  const alive = mutations.alive.map(
    ({ id, outcome, what, why, diff, ...questions }) =>
      `### \`${id}\`: ${what}\n\n${outcome}${why === '' ? '' : `: ${why}`}\n\n${lines(diff)}${questionsOf(questions)}`,
  );
  const killed = mutations.killed.map(({ id, what, by }) => `- \`${id}\`: ${what}; by \`${by}\``);
  const missed = faults.notCaught.map(({ id, why }) => `- \`${id}\`: ${why}`);
  const list = (rows: readonly string[], none: string, gap = '\n'): string =>
    rows.length === 0 ? none : rows.join(gap);
  return `# The last proof

${made}
What the words mean: [detection-power.md](detection-power.md).

\`golive prove ${proof.target}\`, Golive ${proof.version}, code ${proof.digest.slice(0, 12)}, stack ${proof.stack}, on
${proof.devices.join(', ')}: from ${proof.startedAt.slice(0, 16)} to ${proof.endedAt.slice(0, 16)} UTC.

| of | how many (95 % upper bound, exact) | half took at most | the longest | over 30 s |
|---|---|---|---|---|
| planted faults not caught | ${cell(faults.missed)} | ${seconds(faults.durations.medianMs)} | ${seconds(faults.durations.longestMs)} | ${faults.durations.over30s} |
| mutants not killed (seed ${mutations.seed ?? '–'}, of ${mutations.candidates} candidates; ${mutations.notBuilt} more did not start) | ${cell(mutations.survived)} | ${seconds(mutations.durations.medianMs)} | ${seconds(mutations.durations.longestMs)} | ${mutations.durations.over30s} |
| whole clean runs that were not GO | ${cell(clean.notGo)} | | | |
| answers that were red with nothing planted | ${cell(clean.falseAlarms)} | | | |

## Faults that were not caught

${list(missed, 'None.')}

## Mutants that were not killed

${list(alive, 'None.', '\n\n')}

## Mutants that were killed

${list(killed, 'None.')}

## Red with nothing planted

${list(
  clean.alarms.map((alarm) => `- ${alarm}`),
  'Nothing.',
)}
`;
}
