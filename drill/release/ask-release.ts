import { findCheck } from '../../checks/catalogue.ts';
import { stackFidelity } from '../../stack/fidelity.ts';
import { readSource, type Source } from '../../stack/source/read-source.ts';
import { whyNotApplicable } from '../../targets/capabilities.ts';
import { askPublished } from './credentials.ts';
import { askDependencies } from './dependencies.ts';
import { askForged } from './forged-tokens.ts';
import { askIncomplete } from './incomplete.ts';
import { askKeptFiles } from './kept-files.ts';
import { askLogs } from './log-growth.ts';
import { askMaintenance } from './maintenance.ts';
import { askMigrations } from './migrations.ts';
import { askMovedPhotos } from './moved-photos.ts';
import type { ReleaseContext, ReleaseQuestion, Row } from './release-context.ts';
import { askRoot } from './root.ts';
import { askHistory, askSecrets } from './secrets.ts';

type Asker = (question: ReleaseQuestion) => Promise<void>;

const askers: readonly { readonly check: string; readonly ask: Asker }[] = [
  { check: 'secrets.none', ask: askSecrets },
  { check: 'secrets.not-in-history', ask: askHistory },
  { check: 'credentials.not-published', ask: askPublished },
  { check: 'token.not-forgeable', ask: askForged },
  { check: 'maintenance.harmless', ask: askMaintenance },
  { check: 'logs.bounded', ask: askLogs },
  { check: 'files.backed-up', ask: askKeptFiles },
  { check: 'dependencies.audited', ask: askDependencies },
  { check: 'migrations.applied', ask: askMigrations },
  { check: 'data.incomplete-listed', ask: askIncomplete },
  { check: 'photos.moved', ask: askMovedPhotos },
  { check: 'processes.not-root', ask: askRoot },
];

/** What is read there, and not on a running stack: how real the stack is does not matter. */
const ofFiles = new Set([
  'secrets.not-in-history',
  'maintenance.harmless',
  'logs.bounded',
  'files.backed-up',
  'dependencies.audited',
]);

/** Asks what stands in a release beside what it answers. What could not be asked is inconclusive, and says why. */
export async function askRelease(context: ReleaseContext): Promise<void> {
  const { stack, report, signal, observe, checkout, exchange, run, exec } = context;
  const due = askers.filter(({ check }) => context.wants([check]) && isThere(check, context));
  if (due.length === 0) return;
  const source = await sourceOf(context);
  for (const { check, ask } of due) {
    if (signal.aborted) return;
    let told = false;
    const fidelity = ofFiles.has(check) ? 'static' : stackFidelity(stack.facts);
    const tell = (row: Row): void => {
      told = true;
      observe('main', { fidelity, ...row });
    };
    try {
      await ask({ stack, source, checkout, exchange, run, exec, report, signal, tell });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (!told) tell({ check, expected: 'an answer', actual: null, n: 0, outcome: 'inconclusive', reason });
    }
  }
}

/** A target that lacks what a question is of is not asked it. */
function isThere(check: string, { stack }: ReleaseContext): boolean {
  const capability = findCheck(check)?.capability;
  return capability === undefined || whyNotApplicable(stack.target, capability) === undefined;
}

async function sourceOf({ checkout, folder, run }: ReleaseContext): Promise<Source | undefined> {
  if (checkout === undefined || folder === undefined) return undefined;
  return await readSource({ checkout, folder, run });
}
