import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { environment } from '../../environment.ts';
import { recipeRun } from '../../process/run-command.ts';
import type { ChosenImage } from '../../images/index.ts';
import type { ContainerPlan, Prepared } from '../../recipes/recipe.ts';
import type { PrepareOptions } from '../../stack-driver.ts';
import { labelsOf } from '../engine/labels.ts';
import { askEngine } from '../engine/engine-socket.ts';

const buildLimitMs = 600_000;

/**
 * The image of a release, built once: it is kept under the release's digest. That of a release with a planted fault
 * goes with the run. @throws StackError `command-failed` with the last lines of the build.
 */
export async function applicationImage(
  { recipe, reaper, report }: PrepareOptions,
  plan: ContainerPlan,
  prepared: Prepared,
  base: ChosenImage,
): Promise<string> {
  // What goes with its run has a name of its own: another run of the same fault must not take it away.
  const owner = prepared.temporary ? [reaper.run] : [];
  const made = createHash('sha256')
    .update(JSON.stringify([prepared.release.digest, plan.dockerfile, base.digest, ...owner]))
    .digest('hex');
  const image = `golive-application/${recipe.application}:${made.slice(0, 16)}`;
  if (!prepared.temporary && (await isThere(image))) return image;
  report(`building the image ${image} on ${base.reference}`);
  const folder = await reaper.makeFolder('image');
  await writeFile(join(folder, 'Dockerfile'), plan.dockerfile);
  await plan.layOut(prepared, folder);
  const labels = prepared.temporary ? await labelsOf(reaper.run, 'image') : {};
  const labelled = Object.entries(labels).flatMap(([name, value]) => ['--label', `${name}=${value}`]);
  const run = recipeRun({ spawn: reaper.spawn, folder, environment: environment.forEngine });
  const words = [
    'build',
    '--quiet',
    '--build-arg',
    `BASE=${base.reference}`,
    ...labelled,
    '--tag',
    image,
    '.',
  ];
  await run('docker', words, { folder, timeoutMs: buildLimitMs, label: `building ${image}` });
  await reaper.removeFolder(folder);
  return image;
}

async function isThere(image: string): Promise<boolean> {
  return (await askEngine('GET', `/images/${image}/json`)).status === 200;
}
