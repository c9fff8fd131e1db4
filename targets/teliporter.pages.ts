import type { TargetInput } from './schema/target.ts';

const page = (id: string, path: string, heading: string, role = 'admin') =>
  ({ id, role, path, heading }) as const;
const report = (slug: string, heading: string) =>
  page(`report.${slug}`, `/reports/${slug}`, heading, 'manager');

/**
 * The pages that README.md (Frontend Routes) lists and the reports of its catalogue; and the page that Square sends an
 * administrator's browser back to, when the merchant declines, by the address that the plan registers.
 */
export const teliporterPages = [
  { id: 'login', path: '/login', heading: 'Sign in to your account' },
  { id: 'register', path: '/register', heading: 'Create your account' },
  page('analytics', '/analytics', 'Analytics'),
  page('sales', '/sales', 'Sales Transactions'),
  page('reports', '/reports', 'Reports'),
  page('budgets', '/budgets', 'Budgets'),
  page('footfall', '/footfall', 'Footfall'),
  page('admin', '/dashboard', 'Admin Panel'),
  page('square-accounts', '/square-accounts', 'Square Accounts'),
  {
    id: 'square-callback',
    path: '/api/v1/square/callback?code=none&state=none',
    heading: 'Connection Failed',
  },
  report('daily-sales-summary', 'Daily Sales Summary'),
  report('sales-by-product', 'Sales by Product / SKU'),
  report('sales-by-category', 'Sales by Category'),
  report('sales-by-location', 'Sales by Location'),
  report('sales-by-payment-method', 'Sales by Payment Method'),
  report('tax-report', 'Tax Report'),
  report('discount-report', 'Discount Report'),
  report('refund-report', 'Refund Report'),
  report('tips-report', 'Tips Report'),
  report('hourly-sales-pattern', 'Hourly Sales Pattern'),
  report('budget-vs-actual', 'Budget vs Actual'),
  report('basket-analysis', 'Basket Analysis'),
  report('footfall-metrics', 'Footfall'),
] as const satisfies TargetInput['pages'];

/** `add_header` of the plan's nginx, in its own words for every answer; the API repeats them. */
const secure = {
  'x-frame-options': '^DENY',
  'x-content-type-options': '^nosniff',
  'x-xss-protection': '^1; mode=block',
  'referrer-policy': '^strict-origin-when-cross-origin',
} as const;

export const teliporterContentKinds = [
  // 740 bytes: the plan compresses from 1,000 on.
  { id: 'page', path: '/', headers: secure },
  {
    id: 'script',
    path: { firstMatch: 'src="(/assets/[^"]+\\.js)"', on: '/' },
    headers: secure,
    compressed: true,
  },
  {
    id: 'style',
    path: { firstMatch: 'href="(/assets/[^"]+\\.css)"', on: '/' },
    headers: secure,
    compressed: true,
  },
  { id: 'json', path: '/api/v1/sales/transactions', role: 'admin', headers: secure, compressed: true },
  { id: 'refusal', path: '/api/v1/users', status: [401, 403], headers: secure },
  { id: 'unknown-route', path: '/api/v1/no-such-route', status: [404], headers: secure },
  // "Cache static assets … expires 30d, public, immutable"; the entry point must be asked for anew.
  {
    id: 'cached-script',
    path: { firstMatch: 'src="(/assets/[^"]+\\.js)"', on: '/' },
    headers: { 'cache-control': '(?=.*max-age=2592000)(?=.*immutable)' },
  },
  { id: 'fresh-page', path: '/', headers: { 'cache-control': '(no-cache|no-store|max-age=0)' } },
] as const satisfies TargetInput['contentKinds'];

const sold = `FROM sales_transactions t JOIN locations l ON l.id = t.location_id
  JOIN square_accounts a ON a.id = l.square_account_id
  WHERE a.square_merchant_id = 'MERCHANT-NORTH' AND t.payment_status = 'COMPLETED'
    AND (t.transaction_date AT TIME ZONE 'Europe/London')::date`;
const yesterday = "= (now() AT TIME ZONE 'Europe/London')::date - 1";

/** Of yesterday, at all shops of the manager's organisation: nobody sells there any more. */
export const teliporterFigures = [
  {
    id: 'daily-sales.total',
    role: 'manager',
    query: `SELECT to_char(sum(t.total_money_amount) / 100.0, 'FM999999990.00') AS value ${sold} ${yesterday}`,
  },
  {
    id: 'daily-sales.transactions',
    role: 'manager',
    query: `SELECT count(*)::text AS value ${sold} ${yesterday}`,
  },
  {
    id: 'tax.total',
    role: 'manager',
    query: `SELECT to_char(sum(t.total_tax_amount) / 100.0, 'FM999999990.00') AS value ${sold} ${yesterday}`,
  },
  {
    id: 'discounts.total',
    role: 'manager',
    query: `SELECT to_char(sum(t.total_discount_amount) / 100.0, 'FM999999990.00') AS value ${sold} ${yesterday}`,
  },
  {
    id: 'tips.total',
    role: 'manager',
    query: `SELECT to_char(sum(t.total_tip_amount) / 100.0, 'FM999999990.00') AS value ${sold} ${yesterday}`,
  },
] as const satisfies TargetInput['figures'];
