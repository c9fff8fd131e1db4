import { headersFor } from '../../stack/clients/session.ts';
import { check } from '../../fixtures/check.ts';
import { putAwayWhile } from '../../fixtures/put-away.ts';

const shownWithinMs = 10_000;

check('app.resumed', async ({ phone, people, attached, seen }) => {
  const { target } = attached;
  const first = target.pages.find(({ role, path }) => role !== undefined && !path.includes('{'));
  if (first?.role === undefined) {
    seen.inconclusive('the target names no page of somebody who is signed in');
    return;
  }
  const { role } = first;
  const screen = await phone.openAs(role, first.path);
  const { page } = screen;
  await page.getByRole('heading', { name: first.heading }).first().waitFor();
  await putAwayWhile(page, async () => {
    // As long as somebody else needs for something.
    await (await people.session(role)).send({ method: 'GET', path: target.signIn.whoAmI.path });
  });
  const still = page.getByRole('heading', { name: first.heading }).first();
  seen.confirm(`${first.id}, once it is looked at again`, {
    expected: true,
    actual: await still.isVisible(),
  });
  // A link that this screen hides, as a phone does the bar of a desk, is nobody's way.
  const links = await page
    .locator('a[href]')
    .locator('visible=true')
    .evaluateAll((all) => all.map((one) => one.getAttribute('href')));
  const next = target.pages.find(
    (one) => one.role === role && one.id !== first.id && links.includes(one.path),
  );
  if (next === undefined) await page.reload();
  else await page.locator(`a[href="${next.path}"]`).locator('visible=true').first().click();
  const { id, heading } = next ?? first;
  const opened = await page
    .getByRole('heading', { name: heading })
    .first()
    .waitFor({ timeout: shownWithinMs })
    .then(
      () => 'opened',
      () => `not shown; at ${new URL(page.url()).pathname}`,
    );
  seen.confirm(`${id}, opened from there`, { expected: 'opened', actual: opened });
  const headers = headersFor(target, role, await screen.pages.accessToken());
  const who = await people.http().request({ method: 'GET', path: target.signIn.whoAmI.path, headers });
  seen.confirm('its session holds', { expected: 200, actual: who.status });
  seen.confirm('script errors', {
    operator: 'is-empty',
    expected: '',
    actual: screen.scriptErrors.join('; '),
  });
});
