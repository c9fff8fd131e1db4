import { check } from '../../fixtures/check.ts';

const settledWithinMs = 2_000;

check('layout.fits', async ({ subject, phone, attached, seen }) => {
  const data = attached.target.pages.find(({ id }) => id === subject);
  if (!data) throw new Error(`${subject} is no page of the target`);
  const screen = await phone.openAs(data.role, data.path);
  const heading = screen.page.getByRole('heading', { name: data.heading }).first();
  await heading.waitFor();
  // A page that never stops asking is judged as it then stands.
  await screen.page.waitForLoadState('networkidle', { timeout: settledWithinMs }).catch(() => undefined);
  const { page } = screen;
  const width = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    window: document.documentElement.clientWidth,
  }));
  seen.confirm('width of the content', {
    operator: '<=',
    expected: width.window,
    actual: width.content,
    unit: 'px',
    limit: width.window,
  });
  seen.confirm('script errors', {
    operator: 'is-empty',
    expected: '',
    actual: screen.scriptErrors.join('; '),
  });
  const outside = phone.network.refusedHosts.map(({ host }) => host);
  seen.confirm('hosts asked outside the system', {
    operator: 'is-empty',
    expected: '',
    actual: [...new Set(outside)].join(', '),
  });
});
