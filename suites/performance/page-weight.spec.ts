import { applicable } from '../../targets/capabilities.ts';
import { check } from '../../fixtures/check.ts';

const settledWithinMs = 5_000;

check('page.weight', async ({ phone, attached, seen }) => {
  const { initialScriptKiB } = attached.target.limits;
  if (!initialScriptKiB) throw new Error('initialScript is not applicable to this target');
  const limit = applicable(initialScriptKiB, 'initialScript');
  // A window of its own, which has kept nothing; nobody is signed in, and the first page is what a new person loads.
  const { page } = await phone.open('/');
  await page.waitForLoadState('networkidle', { timeout: settledWithinMs }).catch(() => undefined);
  const scripts = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter((entry): entry is PerformanceResourceTiming => entry instanceof PerformanceResourceTiming)
      .filter(({ name, initiatorType }) => initiatorType === 'script' || /\.m?js(?:\?|$)/u.test(name))
      .map(({ name, encodedBodySize }) => ({ name, bytes: encodedBodySize })),
  );
  seen.confirm('scripts that were loaded', { operator: '>', expected: 0, actual: scripts.length });
  const bytes = scripts.reduce((sum, script) => sum + script.bytes, 0);
  // A browser that was refused the sizes says 0.
  seen.confirm('their size is known', { operator: '>', expected: 0, actual: bytes });
  seen.confirm(`JavaScript of the first page (${limit.source})`, {
    operator: '<=',
    expected: limit.value,
    actual: Math.round((bytes / 1024) * 10) / 10,
    unit: 'KiB',
    limit: limit.value,
  });
});
