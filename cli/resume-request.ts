import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readJournal } from '../evidence/journal.ts';
import type { EvidenceRow } from '../evidence/row.ts';
import { findRun } from '../reports/find-run.ts';
import { readVerdict } from '../reports/read-verdict.ts';
import type { Verdict } from '../reports/verdict.ts';
import { runningRuns } from '../stack/reaper/running-runs.ts';
import { targetDigest } from '../targets/target-digest.ts';
import { readBegun } from './begun.ts';
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

/** What is known of the run that is gone on with: by its verdict, or by what it said when it began. */
export interface Earlier {
  readonly run: Pick<Verdict['run'], 'id' | 'target' | 'profile' | 'versions' | 'release' | 'configuration'>;
  /** It came to its end: nothing of it is left to ask. */
  readonly isEnded: boolean;
  readonly isPartial: boolean;
  readonly isShard: boolean;
  readonly fault: string | null;
}

/** What a verdict says of the run. */
export function earlierOf({ run, endedEarly, partial, fault }: Verdict): Earlier {
  return {
    run,
    isEnded: endedEarly === null,
    isPartial: partial !== null,
    isShard: run.shards !== undefined,
    fault: fault?.id ?? null,
  };
}

/** A run that was killed has no verdict. @throws UsageError for one that is going on. */
async function readEarlier(folder: string): Promise<Earlier> {
  const file = join(folder, 'verdict.json');
  if (existsSync(file)) return earlierOf(readVerdict(file));
  const begun = readBegun(folder);
  if (runningRuns().has(begun.run.id)) {
    throw new UsageError(
      'bad-value',
      `--resume: expected a run that is over, got ${begun.run.id}, which runs`,
    );
  }
  return { ...begun, isEnded: false };
}

/** Why what an earlier run saw cannot be taken for this one’s; undefined where it can. */
export function whyNotResumed(earlier: Earlier, request: RunRequest): string | undefined {
  const { run, isEnded, isPartial: wasPartial, isShard, fault } = earlier;
  const { target, profile } = request;
  if (run.target !== target.name) return `expected a run of ${target.name}, got one of ${run.target}`;
  if (run.profile !== 'acceptance' || profile !== 'acceptance') {
    return `expected an acceptance run and --profile acceptance, got ${run.profile} and ${profile}`;
  }
  if (fault !== null || request.fault !== undefined) return 'expected no planted fault, got one';
  if (isEnded) return 'expected a run that was interrupted, got one that came to its end';
  if (isShard || request.shard !== undefined) return 'expected a whole run, got shards';
  if (wasPartial && !isPartial(request)) return 'expected a whole run, got one of some checks alone';
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
export async function readResume(
  { resume }: CommandInput['values'],
  request: RunRequest,
): Promise<ResumeRequest | undefined> {
  if (typeof resume !== 'string') return undefined;
  const folder = findRun(request.reportsFolder, resume);
  const earlier = await readEarlier(folder);
  const why = whyNotResumed(earlier, request);
  if (why !== undefined) throw new UsageError('bad-value', `--resume: ${why}`);
  const { rows } = readJournal(join(folder, 'evidence.jsonl'));
  return {
    run: earlier.run.id || basename(folder),
    folder,
    release: earlier.run.release?.digest ?? '',
    rows,
  };
}

/** For the verdict: whose rows stand beside this run’s own. */
export function resumedText({ run, release }: ResumeRequest): string {
  return `what run ${run} had answered of the same release (${release.slice(0, 12)}) was taken over; its rows name it`;
}
