import { resolve } from 'node:path';
import { targetFile } from '../targets/load.ts';
import { processDriver } from '../stack/process/driver.ts';
import { createReaper } from '../stack/reaper/reaper.ts';
import { UsageError, type Command } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { newRunId } from './open-run.ts';
import { recipeOf } from './recipe-of.ts';
import { refuseSurplus } from './refuse-surplus.ts';
import { loadSystem } from './system.ts';

/** The digest of a release, made as a run makes it: whoever has the source can say whether an attestation is of it. */
export const digest: Command = {
  name: 'digest',
  summary: 'Says the digest of a source, as a run that verifies it would: what is signed is of this release.',
  usage: 'golive digest <target> [--source <folder>]',
  flags: { '--source <folder>': 'the checkout, where the target’s recipe does not know its own' },
  options: { source: { type: 'string' } },
  async run({ values, positionals, terminal, signal }) {
    refuseSurplus('digest', positionals, 1);
    const [word] = positionals;
    if (word === undefined) {
      throw new UsageError('missing-argument', 'golive digest: expected a target, got none');
    }
    const { target, own } = await loadSystem(targetFile(word));
    const source = typeof values['source'] === 'string' ? resolve(values['source']) : undefined;
    await using reaper = await createReaper({ run: newRunId(`${target.name}-digest`) });
    const recipe = recipeOf({ target, own });
    const made = await untilAborted(
      signal,
      processDriver.prepare({
        ...{ recipe, source, reaper },
        report: (message) => terminal.progress(message),
      }),
    );
    if (made === undefined) return exitCodes.interrupted;
    const { release, source: from } = made;
    terminal.result(`sha256:${release.digest}  ${target.name}@${release.version}`);
    if (values['json'] === true) {
      process.stdout.write(`${JSON.stringify({ target: target.name, ...release, source: from ?? null })}\n`);
    }
    return exitCodes.GO;
  },
};

/** A first build may take minutes: who interrupts it is not kept waiting for its end. */
async function untilAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T | undefined> {
  const aborted = new Promise<undefined>((resolve) => {
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  // What is taken from under it then fails, which is no news.
  work.catch(() => undefined);
  return await Promise.race([work, aborted]);
}
