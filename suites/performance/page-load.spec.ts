import { networkShapes } from '../../devices/network-shapes.ts';
import { check } from '../../fixtures/check.ts';

check('page.load', async ({ subject, phone, attached, seen }) => {
  const { pages, limits } = attached.target;
  const data = pages.find(({ id }) => id === subject);
  if (!data) throw new Error(`${subject} is no page of the target`);
  const shape = Object.values(networkShapes).find(({ id }) => id === limits.networkShape);
  if (!shape) throw new Error(`limits.networkShape: ${limits.networkShape} is no network shape`);
  // Signed in first on an open line: the measured window is a new one, without any cache.
  const first = await phone.openAs(data.role);
  await first.context.close();
  phone.setShape(shape);
  const startedAt = performance.now();
  const screen = await phone.openAs(data.role, data.path);
  await screen.page.getByRole('heading', { name: data.heading }).first().waitFor();
  const elapsedMs = Math.round(performance.now() - startedAt);
  seen.confirm(`usable on ${shape.id} (${limits.pageLoadMs.source})`, {
    operator: '<',
    expected: limits.pageLoadMs.value,
    actual: elapsedMs,
    unit: 'ms',
    limit: limits.pageLoadMs.value,
  });
});
