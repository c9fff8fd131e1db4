import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { catalogue } from '../../checks/catalogue.ts';
import type { Verdict } from '../verdict.ts';
import { readVerdict } from '../read-verdict.ts';

/** A restore drill that passed. */
export interface PassedDrill {
  readonly run: string;
  readonly at: string;
}

/** Every question about backup and restore that a drill asks. */
const asked = catalogue
  .filter(({ suite, id }) => suite === 'drill' && /^(?:backup|restored?)\./u.test(id))
  .map(({ id }) => id);

const dayMs = 86_400_000;

/**
 * The drill of a run, where it passed: every question of backup and restore answered, by yes or by the target's own
 * reason why it cannot be asked, and the system in service again. A waiver restores nothing, and counts for nothing.
 */
export function drillOf({ run, checks, drill, fault }: Verdict): PassedDrill | undefined {
  if (fault !== null || drill === undefined || drill.recoveryTimeMs === null) return undefined;
  const isYes = (id: string): boolean => {
    const own = checks.filter((check) => check.id === id);
    return own.length > 0 && own.every(({ outcome }) => outcome === 'pass' || outcome === 'not-applicable');
  };
  if (!asked.every(isYes)) return undefined;
  const restored = checks.find(({ id, outcome }) => id === 'restore.completes' && outcome === 'pass');
  return restored && { run: run.id, at: restored.startedAt ?? run.endedAt };
}

/**
 * The latest passed drill of the very release that a run verified: of this run, or of another one of the same target
 * beside it. Runs that began before the limit are not looked at.
 */
export function findDrill(
  runFolder: string,
  verdict: Verdict,
  { withinDays, asOf }: { readonly withinDays: number; readonly asOf: Date },
): PassedDrill | undefined {
  const own = drillOf(verdict);
  const isFresh = ({ at }: PassedDrill): boolean => asOf.getTime() - Date.parse(at) <= withinDays * dayMs;
  if (own !== undefined && isFresh(own)) return own;
  const others = runsBeside(runFolder, verdict).flatMap((folder) => {
    const other = verdictIn(folder);
    if (other?.run.target !== verdict.run.target) return [];
    if (other.run.release === null || other.run.release.digest !== verdict.run.release?.digest) return [];
    return drillOf(other) ?? [];
  });
  return others.filter(isFresh).toSorted((a, b) => b.at.localeCompare(a.at))[0] ?? own;
}

function runsBeside(runFolder: string, { run }: Verdict): readonly string[] {
  const runs = dirname(runFolder);
  return readdirSync(runs, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== run.id && entry.name.includes(run.target))
    .map(({ name }) => join(runs, name));
}

/** Undefined for a folder that holds no verdict of this version: it shows no drill. */
function verdictIn(folder: string): Verdict | undefined {
  try {
    return readVerdict(join(folder, 'verdict.json'));
  } catch {
    return undefined;
  }
}
