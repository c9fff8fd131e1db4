import { join } from 'node:path';
import { DrillError } from '../drill/drill-error.ts';
import { EvidenceError } from '../evidence/evidence-error.ts';
import { StackError } from '../stack/stack-error.ts';
import { TargetError } from '../targets/target-error.ts';
import { LoadError } from '../load/load-error.ts';
import { AttestationError } from '../reports/attestation/attestation-error.ts';
import { ReportError } from '../reports/report-error.ts';
import { SignoffError } from '../reports/signoff/signoff-error.ts';
import { WatchError } from '../watch/watch-error.ts';
import { UsageError } from './command.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';

const usersOwn: readonly string[] = ['missing-source', 'another-release', 'refused-by-design'];

const loadOwn: readonly string[] = ['host-not-allowed', 'mix-invalid', 'part-malformed', 'parts-differ'];

/** By the target's rules, and not by how it was said. */
const refusals: readonly string[] = ['refused', 'name-taken'];

/** Which exit code an error ends with: the user's own words are 2, everything of the environment is 4. */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof UsageError || error instanceof TargetError) return exitCodes.usage;
  if (error instanceof AttestationError && error.code !== 'unreachable') return exitCodes.usage;
  if (error instanceof WatchError) return exitCodes.usage;
  if (error instanceof LoadError && loadOwn.includes(error.code)) return exitCodes.usage;
  if (error instanceof StackError && usersOwn.includes(error.code)) return exitCodes.usage;
  if (error instanceof SignoffError)
    return refusals.includes(error.code) ? exitCodes['NO-GO'] : exitCodes.usage;
  if (error instanceof ReportError && error.code !== 'unwritable') return exitCodes.usage;
  return exitCodes.environment;
}

const known = [
  UsageError,
  TargetError,
  StackError,
  EvidenceError,
  LoadError,
  ReportError,
  SignoffError,
  AttestationError,
  DrillError,
  WatchError,
];

/** What the operating system refused: a folder that is not there, that may not be written, that is full. */
function isSystemError(error: Error): error is NodeJS.ErrnoException {
  return 'code' in error && 'syscall' in error && typeof error.code === 'string';
}

/** One clear message. A stack trace only where the error is a defect of Golive itself. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return `golive: ${String(error)}`;
  if (known.some((type) => error instanceof type)) return `golive: ${error.message}`;
  if (isSystemError(error)) {
    const full = error.code === 'ENOSPC' || error.code === 'EDQUOT';
    return `golive: ${full ? 'the disk is full' : 'the system refused'}: ${error.message}`;
  }
  const own = ownFrame(error.stack ?? '');
  if (own !== undefined) return `golive: ${own}: ${error.message}`;
  return `golive: a defect of Golive itself, please report it: ${error.stack ?? error.message}`;
}

const product = join(import.meta.dirname, '..');

/** Where a target's own module threw it: the first frame that is no part of Node, if it is none of Golive either. */
function ownFrame(stack: string): string | undefined {
  const first = /\(?file:\/\/(\/[^\s:)]+:\d+)/u.exec(stack)?.[1];
  return first === undefined || first.startsWith(`${product}/`) || first.includes('/node_modules/')
    ? undefined
    : first;
}
