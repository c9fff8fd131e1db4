import type { Fault } from '../../faults/fault.ts';
import { formatDuration } from '../../reports/figures.ts';
import type { RecordOf } from './proof-record.ts';

/** What a person reads of each record: the matrix of a proof, a line a fault. */
export function faultLine(
  { key, outcome, why, turnedRed, durationMs }: RecordOf<'fault'>,
  fault: Fault,
): string {
  const mark = { caught: 'caught', missed: 'MISSED', open: 'open  ' }[outcome];
  const red = [...new Set(turnedRed.map(withoutPhone))];
  const seen = outcome === 'caught' ? `red: ${red.join(', ')}; green: ${fault.bystander}` : why;
  const should = fault.turnsRed.join(' or ');
  return `${mark}  ${key.padEnd(30)} should turn red ${should}; ${seen} (${formatDuration(durationMs)})`;
}

export function mutationLine(record: RecordOf<'mutation'>): readonly string[] {
  const { key, outcome, why, what, diff, durationMs, asked, notAsked } = record;
  const mark = { killed: 'killed', survived: 'ALIVE ', open: 'open  ', 'not-built': 'void  ' }[outcome];
  const seen = outcome === 'killed' ? `red: ${withoutPhone(why)}` : why.split('\n')[0];
  const line = `${mark}  ${key}: ${what}${seen === '' ? '' : `; ${seen}`} (${formatDuration(durationMs)})`;
  if (outcome === 'killed') return [line];
  const said = `asked ${asked.join(', ')}; not asked ${notAsked.length} other checks`;
  return [line, ...[...diff, said].map((text) => `          ${text}`)];
}

export function cleanLine({ kind, key, decision, passed, red, open, durationMs }: CleanRecord): string {
  const said =
    kind === 'clean' ? decision : `${passed.length} passed, ${red.length} red, ${open.length} open`;
  const names = [...red, ...open];
  const rest = names.length === 0 ? '' : `: ${names.slice(0, 8).join(', ')}`;
  return `clean   ${key.padEnd(30)} nothing planted: ${said}${rest} (${formatDuration(durationMs)})`;
}

type CleanRecord = RecordOf<'clean'> | RecordOf<'control'>;

const withoutPhone = (cell: string): string => cell.replace(/@[a-z]+$/u, '');
