import { catalogue, findCheck } from '../checks/catalogue.ts';
import { suiteNames, type CheckDefinition } from '../checks/check.ts';
import { exitCodeTable } from '../cli/exit-codes.ts';
import { provedFaults } from '../cli/proved-faults.ts';
import { faults } from '../faults/index.ts';
import { house, purposes, type Room } from '../house.ts';
import { proofPage } from './proof-page.ts';

const made = 'Made by `node docs/generate.ts`; docs/docs.test.ts fails when it is not up to date.';

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [row(head), `|${head.map(() => '---|').join('')}`, ...rows.map(row)].join('\n');
}

const code = (text: string): string => `\`${text}\``;

const devices = { each: 'every phone', one: 'one phone', none: '–' } as const satisfies Record<
  CheckDefinition['devices'],
  string
>;

function needs({ capability, witness }: CheckDefinition): string {
  return [capability, witness].filter((need) => need !== undefined).join(', ') || '–';
}

function faultsOf(id: string): string {
  const own = faults.filter(({ turnsRed }) => turnsRed.some((text) => text.split('/')[0] === id));
  const ofDays =
    findCheck(id)?.suite === 'watch' ? '[looks over days](faults.md#checks-of-days)' : '**none**';
  return own.map((fault) => code(fault.id)).join(', ') || ofDays;
}

/** docs/checks.md: every question of the catalogue, by the suite or stage that asks it. */
export function checksPage(): string {
  const sections = suiteNames.map((suite) => {
    const rows = catalogue
      .filter((check) => check.suite === suite)
      .map((check) => [
        code(check.id),
        check.question,
        check.subjects,
        devices[check.devices],
        needs(check),
        check.leastFidelity,
        check.profiles.join(', '),
        faultsOf(check.id),
      ]);
    const head = ['check', 'question', 'asked of', 'on', 'needs', 'at least', 'profiles', 'turned red by'];
    return `## ${suite}\n\n${table(head, rows)}`;
  });
  const warnings = catalogue.filter(({ level }) => level === 'warning').length;
  const levels =
    warnings === 0 ? 'All of them are blocking.' : `${warnings} of them are warnings, which never decide.`;
  return `# The checks

${made}

${catalogue.length} questions. ${levels} “Asked of” says how often: once of the target, or once of each role, task,
endpoint and so on that the target lists. “Needs” names a capability, which a target has or says why it has not, and
access beyond the front door. A pass that was observed at less than “at least” is inconclusive. The last column names
the planted faults that must turn the check red ([faults.md](faults.md)).

${sections.join('\n\n')}
`;
}

/** docs/faults.md: every defect that can be planted. */
export function faultsPage(): string {
  const proofs = new Map(provedFaults().map((proof) => [proof.id, proof]));
  const rows = faults.map(({ id, at, what, turnsRed, bystander, verdict, slow, target }) => {
    const notes = [
      ...(verdict === 'INCONCLUSIVE' ? ['leaves it open: INCONCLUSIVE'] : []),
      ...(target === undefined ? [] : [`planted on ${target}`]),
      ...(slow ? ['takes minutes'] : []),
    ];
    const caught = proofs.get(id)?.provedAt.slice(0, 10) ?? '**not yet**';
    const red = [turnsRed.map(code).join(', '), ...notes].join('; ');
    return [code(id), at, what, red, code(bystander), caught];
  });
  return `# The planted faults

${made}

${faults.length} defects that Golive plants in a running system, from outside, to prove that its checks can fail.
\`npm run -s golive -- verify reference --fault <id>\` plants one and runs what it touches. It is proved when a check of
“turns red” fails while the bystander stays green, and the same checks passed in a clean run of the same release just
before ([how that is shown](adr/0042-a-proof-holds-its-controls.md)).

The last column says when it was last caught in a real run; \`docs/faults-proved.json\` holds by which checks, every
report shows it, and \`golive prove --publish\` writes it ([how much it finds](detection-power.md)).

${table(['fault', 'planted at', 'what is planted', 'turns red (one at least)', 'bystander', 'last caught'], rows)}

## Checks of days

The checks \`watch.*\` are asked of the looks of a day and more ([smoke.md](smoke.md)), and no fault of this list turns
them red. A fault is caught where a check is red that passed with nothing planted just before: these pass nothing before
a day is over, so that a run could show the red half alone, and a clock that is put forward would make up the other.
What the looks of a bad deployment say is proved by the faults that are planted in one (\`list-answers-503\`,
\`page-asks-without-end\` and others above). What days of such looks come to is proved by looks that are planted:
three days with one thing wrong, beside the same three days without it, go through the judge of \`golive history\`
(\`watch/history/planted-looks.test.ts\`), and on to the lines of the plan (\`cli/history/judge-place.test.ts\`). A
check of days without looks of its own fails that test.
`;
}

/** docs/house.md: the rooms, and what each may import. */
export function housePage(): string {
  const rooms = Object.keys(house) as Room[];
  const rows = rooms.map((room) => [room, purposes[room], house[room].join(', ') || 'nothing']);
  return `# The house

${made} The table is \`house.ts\`,
which the linter enforces and house.test.ts holds to what is there. suites, drill, load and reports never import each
other: they meet in the run's folder.

${table(['room', 'holds', 'may import'], rows)}
`;
}

/** The table of exit codes as the README has it. */
export function exitCodeLines(): readonly string[] {
  return exitCodeTable.map((line) => {
    const [, exitCode = '', meaning = ''] = /^(\d+)\s+(.*)$/u.exec(line) ?? [];
    return row([exitCode, meaning]);
  });
}

/** The pages that are made, by file name. */
export const madePages: Readonly<Record<string, () => string>> = {
  'checks.md': checksPage,
  'faults.md': faultsPage,
  'house.md': housePage,
  'proof.md': proofPage,
};
