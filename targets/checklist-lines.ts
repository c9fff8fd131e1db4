import type { ChecklistInput } from './schema/checklist.ts';

type Line = Omit<ChecklistInput, 'section'>;

/** A line that checks answer; due before a release unless it says otherwise. */
export function byCheck(
  id: string,
  text: string,
  { phase = 'release', ...more }: Partial<Pick<Line, 'checks' | 'phase' | 'note' | 'level' | 'minFidelity'>>,
): Line {
  return { id, text, by: 'check', phase, ...more };
}

/** A line that a person of this role answers. */
export function byPerson(
  id: string,
  text: string,
  {
    role,
    phase = 'release',
    note,
  }: { readonly role: string; readonly phase?: Line['phase']; readonly note?: string },
): Line {
  return { id, text, by: 'person', phase, role, ...(note === undefined ? {} : { note }) };
}

/** The lines of one section of a plan; their ids begin with the target's name. */
export function section(target: string, title: string, lines: readonly Line[]): readonly ChecklistInput[] {
  return lines.map((line) => ({ ...line, id: `${target}/${line.id}`, section: title }));
}
