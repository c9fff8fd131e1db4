import { check } from '../../fixtures/check.ts';

const formWithinMs = 10_000;
/** `E-mail: x@y / Password: z`, shown beside the form for trying out. */
const shownPassword = /pass(?:word|wort)\s*[:=]\s*\S{4,}/iu;

check('login.empty-form', async ({ phone, attached, seen }) => {
  const { page } = await phone.open('/');
  const password = page.locator('input[type="password"]').first();
  const comes = (): Promise<boolean> =>
    password.waitFor({ timeout: formWithinMs }).then(
      () => true,
      () => false,
    );
  let isThere = await comes();
  // Where a front page stands before it, the log-in is one of the pages that nobody is signed in to.
  for (const { path } of attached.target.pages.filter(({ role }) => role === undefined)) {
    if (isThere) break;
    await page.goto(path);
    isThere = await comes();
  }
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
