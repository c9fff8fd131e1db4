/** What the stand-in for Square has sold: the same for everybody who asks, made from the clock alone. */

/** Locations of the two merchants, as the seed has them too. */
export const squareLocations = [
  { id: 'LOC-LEEDS', merchant: 'MERCHANT-NORTH', name: 'Leeds Market' },
  { id: 'LOC-YORK', merchant: 'MERCHANT-NORTH', name: 'York Station' },
  { id: 'LOC-HULL', merchant: 'MERCHANT-NORTH', name: 'Hull Quay' },
  { id: 'LOC-DOVER', merchant: 'MERCHANT-SOUTH', name: 'Dover Pier' },
] as const;

/** Of the merchant that nobody has connected yet. */
export const newMerchant = { id: 'MERCHANT-NEW', name: 'Westgate Coffee', location: 'LOC-BATH' } as const;

const everyS = 300;
const pence = (amount: number) => ({ amount, currency: 'GBP' });

export interface SquareOrder {
  readonly id: string;
  readonly location_id: string;
  readonly created_at: string;
  readonly closed_at: string;
  readonly updated_at: string;
  readonly state: 'COMPLETED';
  readonly total_money: { readonly amount: number };
}

/** One order every five minutes at each location, closed in `[from, to]`, newest first; at most `most`. */
export function ordersBetween(
  locations: readonly string[],
  from: Date,
  to: Date,
  most: number,
): readonly SquareOrder[] {
  const first = Math.ceil(from.getTime() / 1000 / everyS);
  const last = Math.floor(to.getTime() / 1000 / everyS);
  const orders: SquareOrder[] = [];
  for (let turn = last; turn >= first && orders.length < most; turn -= 1) {
    for (const location of locations) orders.push(orderOf(location, turn));
  }
  return orders.slice(0, most);
}

export function orderById(id: string): SquareOrder | undefined {
  const found = /^(LOC-[A-Z]+)-(\d+)$/u.exec(id);
  return found ? orderOf(found[1] ?? '', Number(found[2])) : undefined;
}

function orderOf(location: string, turn: number): SquareOrder {
  const at = new Date(turn * everyS * 1000).toISOString();
  const quantity = 1 + (turn % 3);
  const total = quantity * 450;
  const item = {
    uid: `item-${turn}`,
    name: 'Flat white',
    variation_name: 'Regular',
    quantity: String(quantity),
    base_price_money: pence(450),
    gross_sales_money: pence(total),
    variation_total_price_money: pence(total),
    total_money: pence(total),
  };
  return {
    id: `${location}-${turn}`,
    location_id: location,
    created_at: at,
    closed_at: at,
    updated_at: at,
    state: 'COMPLETED',
    total_money: pence(total),
    ...{
      net_amounts: { total_money: pence(total) },
      total_tax_money: pence(0),
      total_discount_money: pence(0),
      total_tip_money: pence(0),
      tenders: [{ type: 'CARD', card_details: { card: { card_brand: 'VISA', last_4: '1111' } } }],
      line_items: [item],
      refunds: [],
    },
  };
}
