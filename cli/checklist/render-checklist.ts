import type { BoundLine } from './bind-line.ts';

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

function lineText({ id, plan, by, phase, role = '', checks, note }: BoundLine): string {
  const late = phase === 'release' ? [] : [`phase: ${quoted(phase)}`];
  const said = note === undefined ? [] : [`note: ${quoted(note)}`];
  const head = `${quoted(id)}, ${quoted(plan.text)}`;
  if (by === 'person') return `byPerson(${head}, { ${[`role: ${quoted(role)}`, ...late].join(', ')} }),`;
  const bound = checks.length === 0 ? [] : [`checks: [${checks.map(quoted).join(', ')}]`];
  const fields = [...bound, ...late, ...said];
  return `byCheck(${head}, ${fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`}),`;
}

/** The module that a target's checklist is: to be read, corrected and kept by its owner. */
export function renderChecklist(target: string, plan: string, lines: readonly BoundLine[]): string {
  const sections = Map.groupBy(lines, ({ plan: { section } }) => section);
  const body = [...sections].map(([title, list]) => {
    const rows = list.map((line) => `    ${lineText(line)}`).join('\n');
    return `  ...section(${quoted(target)}, ${quoted(title)}, [\n${rows}\n  ]),`;
  });
  return `import { byCheck, byPerson, section } from 'golive';

/**
 * The lines of ${plan.replaceAll('*/', '')}, as \`golive checklist import\` read them. Bindings were made by words alone: look at each.
 * A line without checks is unbound: once it is due, it keeps the verdict from GO.
 */
export const checklist = [
${body.join('\n')}
];
`;
}
