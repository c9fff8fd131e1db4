import { releaseInWords } from '../../stack/release-in-words.ts';
import type { StartedStack } from '../../stack/started-stack.ts';
import { StackError } from '../../stack/stack-error.ts';
import { applicable } from '../../targets/capabilities.ts';
import { madeOrOpen, type Releases } from './copies.ts';
import { disturb, type Disturbed } from './disturb.ts';
import {
  isAsked,
  resultOf,
  tellerOf,
  type DisturbanceResult,
  type ResilienceContext,
} from './resilience-context.ts';
import { kindsOf, tellLost, tooFew, withoutService, type Row } from './tell.ts';
import { versionsOf } from './versions-of.ts';

interface Step {
  readonly check: 'survives.deploy' | 'survives.rollback';
  readonly what: string;
  readonly to: keyof Releases;
}

/** What operators do: forward, back in a hurry, and forward again. */
const steps: readonly Step[] = [
  { check: 'survives.deploy', what: 'deploying this release over the one before', to: 'current' },
  {
    check: 'survives.rollback',
    what: 'putting the release before back, on this one’s database',
    to: 'previous',
  },
  { check: 'survives.deploy', what: 'deploying this release again', to: 'current' },
];

/** Deploys this release over the one before, rolls back and deploys again, on a copy, while people write. */
export async function runReleases(context: ResilienceContext): Promise<readonly DisturbanceResult[]> {
  const asked = new Set(steps.map(({ check }) => check).filter((check) => isAsked(check, context)));
  if (asked.size === 0) return [];
  const { stack, signal, report } = context;
  signal.throwIfAborted();
  const tellAll = (row: Row): void => asked.forEach((check) => tellerOf(context)(check, stack)(row));
  const releases = await madeOrOpen(context.releases, tellAll);
  if (releases === undefined) return [];
  const over = `the release before: ${releaseInWords(releases.previous.release)}`;
  report(`starting a copy of ${over}`);
  const copy = await madeOrOpen(
    () => context.startCopy({ name: 'releases', release: releases.previous }),
    tellAll,
  );
  if (copy === undefined) return [];
  await using _copy = copy;
  const results: DisturbanceResult[] = [];
  for (const [at, step] of steps.entries()) {
    if (!steps.slice(at).some(({ check }) => asked.has(check))) break;
    const done = await takeStep(step, copy, releases, context);
    results.push(resultOf(step, done.disturbed));
    if (at === 0 && refusesBefore(done.disturbed, over, tellAll)) break;
    if (!asked.has(step.check)) continue;
    tellStep(done.disturbed, { copy, over }, tellerOf(context)(step.check, copy));
    if (done.broke) break;
  }
  return results;
}

/** What the release before refuses by itself, on its own data, says nothing of this one: the questions stay open. */
export function refusesBefore(
  { figures, photos }: Disturbed,
  over: string,
  tellAll: (row: Row) => void,
): boolean {
  const refused = figures.refusedBefore + (photos?.refusedBefore ?? 0);
  if (refused === 0) return false;
  const said = [...figures.refusals, ...(photos?.refusals ?? [])].slice(0, 2).join('; ');
  tellAll({
    expected: 'a release before that takes what people write',
    actual: `${refused} writes refused before anything was done`,
    outcome: 'inconclusive',
    reason: `${over}, refuses by itself what people write: ${said}`,
    n: figures.confirmed,
  });
  return true;
}

async function takeStep(
  { what, to }: Step,
  copy: StartedStack,
  releases: Releases,
  { signal, report }: ResilienceContext,
): Promise<{ readonly disturbed: Disturbed; readonly broke: boolean }> {
  const release = releases[to];
  const limitMs = applicable(copy.target.resilience, 'resilience').outageMs.value;
  let broke = false;
  const cause = async (): Promise<string | undefined> => {
    if (copy.deploy === undefined) return 'nothing on this stack puts another release in place';
    try {
      // A release that goes back does not touch the database: that of the newer one stays.
      await copy.deploy(release, { migrates: to === 'current' });
    } catch (error) {
      if (!(error instanceof StackError)) throw error;
      broke = true;
      return `${what}: ${error.message}`;
    }
    return await otherVersions(copy, release.release.version);
  };
  const disturbed = await disturb({ what, cause }, copy, { limitMs, signal, report });
  return { disturbed, broke };
}

/**
 * What runs beside the version that should; undefined where each process says that it is of this one, or where the
 * target does not state how they say it.
 */
async function otherVersions(copy: StartedStack, version: string): Promise<string | undefined> {
  if (copy.target.deployed.version === undefined) return undefined;
  const seen = await versionsOf(copy);
  const others = seen.filter((one) => one.version !== version);
  if (seen.length > 0 && others.length === 0) return undefined;
  const said =
    others.map((one) => `${one.name} says ${one.version}`).join(', ') || 'no process says its version';
  return `expected version ${version} on each process, got: ${said}`;
}

function tellStep(
  { figures, photos, left, repeated }: Disturbed,
  { copy: { target }, over }: { readonly copy: StartedStack; readonly over: string },
  observe: (row: Row) => void,
) {
  const { outageMs, refusedWrites } = applicable(
    applicable(target.resilience, 'resilience').releases,
    'releases',
  );
  const reason = [left, over].filter((text) => text !== '').join('; ');
  observe({ expected: 'in place', actual: left === '' ? 'in place' : 'not in place', reason });
  for (const [name, seen] of kindsOf({ figures, photos }))
    if (!tooFew(name, seen, observe)) tellLost(name, seen, observe);
  observe({
    operator: '<=',
    expected: outageMs.value,
    actual: figures.withoutServiceMs,
    unit: 'ms without a confirmed write',
    limit: outageMs.value,
    n: figures.confirmed,
    reason: withoutService(figures),
  });
  const refused = figures.refused + (photos?.refused ?? 0);
  observe({
    operator: '<=',
    expected: refusedWrites.value,
    actual: refused,
    unit: 'writes not confirmed',
    limit: refusedWrites.value,
    n: figures.confirmed + (photos?.confirmed ?? 0) + refused,
    reason: [
      `${repeated} sent once more by their clients`,
      ...figures.refusals.slice(0, 2),
      ...(photos?.refusals ?? []).slice(0, 2),
    ].join('; '),
  });
}
