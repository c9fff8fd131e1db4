import type { Page } from '@playwright/test';
import { PageError } from '../../fixtures/pages/page-error.ts';
import type { PagesFactory, TaskPage } from '../../fixtures/pages/pages.ts';
import type { OwnTaskId } from './own-system.target.ts';

/** What the page of one order shows, by the names of the task's `shows`. */
async function readOrder(page: Page) {
  // The page fills its fields when its data have come: read before, they are empty.
  await page.waitForLoadState('networkidle');
  return { customer: await page.getByLabel('Customer').inputValue() };
}

function createOrder(page: Page): TaskPage {
  return {
    async act({ customer = '', quantity = '' }) {
      await page.goto('/orders/new');
      await page.getByLabel('Customer').fill(customer);
      await page.getByLabel('Quantity').fill(quantity);
      await page.getByRole('button', { name: 'Save' }).click();
      // Acts wait for the screen's own word and hand it back; they never judge it.
      const said = page.getByRole('status').filter({ hasText: /./u });
      await said.waitFor({ timeout: 10_000 }).catch((cause: unknown) => {
        throw new PageError('a word that the order was saved', 'none within 10 s', { cause });
      });
      return { says: await said.innerText(), learned: { order: page.url().split('/').at(-1) ?? '' } };
    },
    readBack: () => readOrder(page),
  };
}

function viewOrder(page: Page): TaskPage {
  return {
    async act({ number = '' }) {
      await page.goto('/orders');
      await page.getByRole('link', { name: number }).click();
      const { customer } = await readOrder(page);
      return { says: customer, learned: { shown_customer: customer } };
    },
    readBack: () => readOrder(page),
  };
}

/** The screens of the order desk: one method for each task. Leave one out, and it does not compile. */
export const ownPages: PagesFactory<OwnTaskId> = (page) => ({
  async signIn({ email, password }) {
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByRole('heading', { name: 'Orders' }).waitFor();
  },
  async signOut() {
    await page.getByRole('button', { name: 'Log out' }).click();
    await page.getByRole('heading', { name: 'Log in' }).waitFor();
  },
  accessToken: () => page.evaluate(() => localStorage.getItem('token') ?? ''),
  tasks: { 'order.create': createOrder(page), 'order.view': viewOrder(page) },
  figure: (id) => Promise.reject(new Error(`${id} is no figure of these pages`)),
});
