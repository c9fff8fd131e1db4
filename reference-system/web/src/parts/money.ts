const pounds = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP' });

/** Integer pence as "£1,234.50". */
export function moneyText(cents: number): string {
  return pounds.format(cents / 100);
}
