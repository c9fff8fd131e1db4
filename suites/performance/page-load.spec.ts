import { networkShapes } from '../../devices/network-shapes.ts';
import { check } from '../../fixtures/check.ts';
import { timed } from '../../fixtures/timed.ts';

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
  const limitMs = limits.pageLoadMs.value;
  const { elapsedMs } = await timed({ attached, seen, limitMs }, async () => {
    const screen = await phone.openAs(data.role, data.path);
    await screen.page.getByRole('heading', { name: data.heading }).first().waitFor();
  });
  seen.confirm(`usable on ${shape.id} (${limits.pageLoadMs.source})`, {
    operator: '<',
    expected: limitMs,
    actual: elapsedMs,
    unit: 'ms',
    limit: limitMs,
  });
});
