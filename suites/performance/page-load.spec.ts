import { networkShapes } from '../../devices/network-shapes.ts';
import { dirname } from 'node:path';
import { lostShare, readCpuTimes, whyNotMeasured } from '../../stack/box-share.ts';
import { check } from '../../fixtures/check.ts';

check('page.load', async ({ subject, phone, attached, seen }) => {
  const { play, facts } = attached;
  const { pages, limits } = attached.target;
  const data = pages.find(({ id }) => id === subject);
  if (!data) throw new Error(`${subject} is no page of the target`);
  const shape = Object.values(networkShapes).find(({ id }) => id === limits.networkShape);
  if (!shape) throw new Error(`limits.networkShape: ${limits.networkShape} is no network shape`);
  // Signed in first on an open line: the measured window is a new one, without any cache.
  const first = await phone.openAs(data.role);
  await first.context.close();
  phone.setShape(shape);
  const own = {
    run: play.run,
    folders: [dirname(play.stackFile)],
    inContainers: facts.driver === 'docker',
  };
  const before = await readCpuTimes(own);
  const startedAt = performance.now();
  const screen = await phone.openAs(data.role, data.path);
  await screen.page.getByRole('heading', { name: data.heading }).first().waitFor();
  const elapsedMs = Math.round(performance.now() - startedAt);
  const after = await readCpuTimes(own);
  const lost = before && after ? lostShare(before, after) : 0;
  const why = whyNotMeasured(elapsedMs, limits.pageLoadMs.value, lost);
  if (why !== undefined) seen.disturb(why);
  seen.confirm(`usable on ${shape.id} (${limits.pageLoadMs.source})`, {
    operator: '<',
    expected: limits.pageLoadMs.value,
    actual: elapsedMs,
    unit: 'ms',
    limit: limits.pageLoadMs.value,
  });
});
