import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { isNotApplicable } from '../targets/schema/common.ts';
import type { Target } from '../targets/schema/target.ts';
import { copyArtifact, type Artifact, type Damage } from './artifact.ts';
import { tryBadBackup, type BadBackup, type TrialContext } from './bad-backup-trial.ts';
import type { DrillStacks, EmptyStack } from './drill-context.ts';
import type { DrillLog } from './drill-log.ts';

/**
 * Copies that are damaged each in its own way; `text` stands in a row that was backed up. Made before the restore,
 * which may use up the artifact itself.
 */
export async function makeDamagedCopies(
  artifact: Artifact,
  damages: readonly Damage[],
  folder: string,
  text: string,
): Promise<readonly BadBackup[]> {
  const copies: BadBackup[] = [];
  for (const { id, apply } of damages) {
    const copy = await copyArtifact(artifact, join(folder, id));
    copies.push({ check: 'restore.refuses-damage', artifact: copy, what: await apply(copy, text) });
  }
  return copies;
}

/** A sound copy that is to be restored without its key, and with another; none where the target has no key. */
export async function makeLockedCopies(
  artifact: Artifact,
  folder: string,
  { operations: { encryption } }: Target,
): Promise<readonly BadBackup[]> {
  if (isNotApplicable(encryption) || encryption.keyVariable === undefined) return [];
  const { keyVariable } = encryption;
  const copy = await copyArtifact(artifact, join(folder, 'locked'));
  const bad = { check: 'backup.encrypted', artifact: copy } as const;
  // Of the form that keys of 32 bytes have in most systems: it is refused for what it is, not for its length.
  const otherKey = randomBytes(32).toString('base64url');
  return [
    { ...bad, what: `with another ${keyVariable}`, environment: { [keyVariable]: otherKey } },
    { ...bad, what: `without ${keyVariable}`, environment: { [keyVariable]: '' } },
  ];
}

/** Offers each to the team's restore command; a stack that a refusal left empty serves the next. */
export async function tryBadBackups(
  backups: readonly BadBackup[],
  { startEmpty }: Pick<DrillStacks, 'startEmpty'>,
  log: DrillLog,
  context: TrialContext,
): Promise<void> {
  let empty: EmptyStack | undefined;
  try {
    for (const [index, bad] of backups.entries()) {
      const stack = (empty ??= await log.step('starting empty services for a bad backup', () =>
        startEmpty(`damaged-${index + 1}`),
      ));
      const { row, isUntouched } = await log.step(`restoring a bad backup: ${bad.what}`, () =>
        tryBadBackup(stack, bad, context),
      );
      log.tell(row);
      if (isUntouched) continue;
      empty = undefined;
      await stack[Symbol.asyncDispose]();
    }
  } finally {
    await empty?.[Symbol.asyncDispose]();
  }
}
