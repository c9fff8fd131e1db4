import { check } from '../../fixtures/check.ts';

const formWithinMs = 10_000;
/** `E-mail: x@y / Password: z`, shown beside the form for trying out. */
const shownPassword = /pass(?:word|wort)\s*[:=]\s*\S{4,}/iu;

check('login.empty-form', async ({ phone, seen }) => {
  const { page } = await phone.open('/');
  const password = page.locator('input[type="password"]').first();
  const isThere = await password.waitFor({ timeout: formWithinMs }).then(
    () => true,
    () => false,
  );
  if (!isThere) {
    seen.inconclusive('no field for a password came up for somebody who is not signed in');
    return;
  }
  seen.confirm('the field for the password holds', {
    operator: 'is-empty',
    expected: '',
    actual: (await password.inputValue()) === '' ? '' : 'a password',
  });
  const others = await page
    .locator('input:not([type="password"]):not([type="hidden"]):not([type="checkbox"]):not([type="submit"])')
    .evaluateAll((all) => all.map((one) => ('value' in one ? String(one.value) : '')).filter(Boolean));
  seen.confirm('the other fields hold', { operator: 'is-empty', expected: '', actual: others.join(', ') });
  const text = await page.locator('body').innerText();
  seen.confirm('a password is shown beside the form', { expected: false, actual: shownPassword.test(text) });
});
