import { evidenceBudgetBytes, trimEvidence } from '../reports/kept/trim-evidence.ts';
import type { EvidenceRow } from '../evidence/row.ts';
import { UsageError, type CommandInput } from './command.ts';
import type { RunContext } from './run-context.ts';

export const budgetOptions = { 'evidence-mb': { type: 'string' } } as const;
export const budgetFlags = {
  '--evidence-mb <number>': `what a run may take on the disk; ${evidenceBudgetBytes / 1e6} if left out. The verdict says what went`,
} as const;

/** In bytes. @throws UsageError */
export function readEvidenceBudget({ 'evidence-mb': value }: CommandInput['values']): number {
  if (value === undefined) return evidenceBudgetBytes;
  if (typeof value === 'string' && /^[1-9]\d{0,6}$/u.test(value)) return Number(value) * 1_000_000;
  throw new UsageError('bad-value', `--evidence-mb: expected a number of megabytes, got "${String(value)}"`);
}

/** What is over the budget of a run goes; rows name no file that has gone. A shard keeps all: its merge needs it. */
export function keepWithinBudget(
  { runFolder, request }: Pick<RunContext, 'runFolder' | 'request'>,
  rows: readonly EvidenceRow[],
): { readonly rows: readonly EvidenceRow[]; readonly said: readonly string[] } {
  if (request.shard !== undefined) return { rows, said: [] };
  const open = rows.filter(({ outcome }) => outcome !== 'pass');
  const needed = new Set(open.flatMap(({ attachments }) => attachments.map(({ path }) => path)));
  const { files, finding } = trimEvidence(runFolder, needed, request.evidenceBytes ?? evidenceBudgetBytes);
  if (finding === null) return { rows, said: [] };
  const gone = new Set(files.map(({ path }) => path));
  const left = rows.map((row) => ({
    ...row,
    attachments: row.attachments.filter(({ path }) => !gone.has(path)),
  }));
  return { rows: left, said: [finding] };
}
