import { join } from 'node:path';
import { copyArtifact, damages, type Artifact } from './artifact.ts';
import { tryDamaged, type DamagedCopy, type TrialContext } from './damage-trial.ts';
import type { DrillStacks, EmptyStack } from './drill-context.ts';
import type { DrillLog } from './drill-log.ts';

/**
 * Copies that are damaged each in its own way; `text` stands in a row that was backed up. Made before the restore,
 * which may use up the artifact itself.
 */
export async function makeDamagedCopies(
  artifact: Artifact,
  folder: string,
  text: string,
): Promise<readonly DamagedCopy[]> {
  const copies: DamagedCopy[] = [];
  for (const { id, apply } of damages) {
    const copy = await copyArtifact(artifact, join(folder, id));
    copies.push({ artifact: copy, what: await apply(copy, text) });
  }
  return copies;
}

/** Offers each damaged copy to the team's restore command; a stack that a refusal left empty serves the next. */
export async function tryDamagedCopies(
  copies: readonly DamagedCopy[],
  { startEmpty }: Pick<DrillStacks, 'startEmpty'>,
  log: DrillLog,
  context: TrialContext,
): Promise<void> {
  let empty: EmptyStack | undefined;
  try {
    for (const [index, copy] of copies.entries()) {
      const stack = (empty ??= await log.step('starting empty services for a damaged backup', () =>
        startEmpty(`damaged-${index + 1}`),
      ));
      const { row, isUntouched } = await log.step(`restoring a damaged backup: ${copy.what}`, () =>
        tryDamaged(stack, copy, context),
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
