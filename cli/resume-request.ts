import { basename, join } from 'node:path';
import { readJournal } from '../evidence/journal.ts';
import type { EvidenceRow } from '../evidence/row.ts';
import { findRun } from '../reports/find-run.ts';
import { readVerdict } from '../reports/read-verdict.ts';
import type { Verdict } from '../reports/verdict.ts';
import { targetDigest } from '../targets/target-digest.ts';
import { UsageError, type CommandInput } from './command.ts';
import { golivePackage } from './golive-package.ts';
import type { RunRequest } from './run-context.ts';
import { isPartial } from './scheduled-cells.ts';

/** An interrupted run that another one goes on with. */
export interface ResumeRequest {
  readonly run: string;
  readonly folder: string;
  /** Digest of the release that it was about. */
  readonly release: string;
  readonly rows: readonly EvidenceRow[];
}

export const resumeOptions = { resume: { type: 'string' } } as const;
export const resumeFlags = {
  '--resume <run>':
    'goes on with an interrupted acceptance run of the same release: what it answered is taken over, the rest is asked',
} as const;

/** Why what an earlier run saw cannot be taken for this one’s; undefined where it can. */
export function whyNotResumed(
  { run, endedEarly, partial, fault }: Verdict,
  request: RunRequest,
): string | undefined {
  const { target, profile } = request;
  if (run.target !== target.name) return `expected a run of ${target.name}, got one of ${run.target}`;
  if (run.profile !== 'acceptance' || profile !== 'acceptance') {
    return `expected an acceptance run and --profile acceptance, got ${run.profile} and ${profile}`;
  }
  if (fault !== null || request.fault !== undefined) return 'expected no planted fault, got one';
  if (endedEarly === null) return 'expected a run that was interrupted, got one that came to its end';
  if (run.shards !== undefined || request.shard !== undefined) return 'expected a whole run, got shards';
  if (partial !== null && !isPartial(request)) return 'expected a whole run, got one of some checks alone';
  if (run.versions['golive'] !== golivePackage.version) {
    return `expected a run of Golive ${golivePackage.version}, got one of ${run.versions['golive']}`;
  }
  if (run.configuration?.target.digest !== targetDigest(target)) {
    return 'expected the target to be as it was, got another one under its name';
  }
  if (!run.release || run.release.digest === 'unknown') {
    return 'expected a run of a known release, got one whose release nobody knows';
  }
  return undefined;
}

/** @throws UsageError | ReportError naming the run and what was expected. */
export function readResume(
  { resume }: CommandInput['values'],
  request: RunRequest,
): ResumeRequest | undefined {
  if (typeof resume !== 'string') return undefined;
  const folder = findRun(request.reportsFolder, resume);
  const verdict = readVerdict(join(folder, 'verdict.json'));
  const why = whyNotResumed(verdict, request);
  if (why !== undefined) throw new UsageError('bad-value', `--resume: ${why}`);
  const { rows } = readJournal(join(folder, 'evidence.jsonl'));
  return {
    run: verdict.run.id || basename(folder),
    folder,
    release: verdict.run.release?.digest ?? '',
    rows,
  };
}

/** For the verdict: whose rows stand beside this run’s own. */
export function resumedText({ run, release }: ResumeRequest): string {
  return `what run ${run} had answered of the same release (${release.slice(0, 12)}) was taken over; its rows name it`;
}
