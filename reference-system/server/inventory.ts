import { z } from 'zod';
import type { Item, ReorderAlert } from './contract.ts';
import type { Handler, Handlers } from './call.ts';
import { bodyOf, callerOf, created, idOf, ok, queryOf } from './call.ts';
import { invalid, notFound } from './errors.ts';
import { barcodeTypes, choice, text, whole } from './fields.ts';
import { fieldsFor, pageOf, pageReply } from './page.ts';
import { searchWords } from './search-words.ts';
import { where } from './where.ts';

export const itemColumns = `id, sku, name, barcode, barcode_type as "barcodeType", unit, on_hand as "onHand",
  reorder_level as "reorderLevel", location, unit_price_cents as "unitPriceCents", updated_at as "updatedAt"`;
const fields = fieldsFor<Item>({
  id: true,
  sku: true,
  name: true,
  barcode: true,
  barcodeType: true,
  unit: true,
  onHand: true,
  reorderLevel: true,
  location: true,
  unitPriceCents: true,
  updatedAt: true,
});

const maxStock = 1_000_000;
const itemBody = z.object({
  sku: text('SKU', 1, 60),
  name: text('Name', 1, 200),
  barcode: text('Barcode', 1, 500),
  barcodeType: choice('barcodeType', barcodeTypes),
  unit: text('Unit', 1, 20).optional(),
  onHand: whole('onHand', 0, maxStock).optional(),
  reorderLevel: whole('reorderLevel', 0, maxStock).optional(),
  location: text('Location', 0, 100).optional(),
  unitPriceCents: whole('unitPriceCents', 0, 100_000_000).optional(),
});
const updateBody = itemBody.omit({ onHand: true }).partial();

const listItems: Handler = async (call) => {
  const page = pageOf(call, fields);
  const filter = where();
  const barcode = queryOf(call, 'barcode', text('barcode', 0, 500));
  if (barcode) filter.and('barcode = $?', barcode);
  const words = searchWords(queryOf(call, 'q', text('q', 0, 200)) ?? '');
  if (words) filter.and(`search @@ to_tsquery('simple', $?)`, words);
  const total = await call.db.query<{ n: number }>(`select count(*) as n from items${filter.sql()}`, [
    ...filter.values,
  ]);
  const found = await call.db.query<Item>(
    `select ${itemColumns} from items${filter.sql()} order by name, id
      limit ${filter.placeholder(page.pageSize)} offset ${filter.placeholder(page.offset)}`,
    filter.values,
  );
  return pageReply(page, found.rows, total.rows[0]?.n ?? 0);
};

/** The opening stock is the ledger's first row, so that the ledger's sum is the stock from the beginning. */
const createItem: Handler = async (call) => {
  const body = bodyOf(call, itemBody);
  const onHand = body.onHand ?? 0;
  const inserted = await call.db.query<Item>(
    `insert into items (sku, name, barcode, barcode_type, unit, on_hand, reorder_level, location, unit_price_cents)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning ${itemColumns}`,
    [
      body.sku,
      body.name,
      body.barcode,
      body.barcodeType,
      body.unit ?? 'pcs',
      onHand,
      body.reorderLevel ?? 0,
      body.location ?? '',
      body.unitPriceCents ?? 0,
    ],
  );
  if (onHand > 0) {
    await call.db.query(
      `insert into stock_ledger (item_id, delta, reason, user_id) values ($1, $2, 'Opening stock', $3)`,
      [inserted.rows[0]?.id, onHand, callerOf(call).id],
    );
  }
  return created(inserted.rows[0]);
};

const findItem = async (
  call: Parameters<Handler>[0],
  column: 'id' | 'barcode',
  value: string,
): Promise<Item> => {
  const found = await call.db.query<Item>(`select ${itemColumns} from items where ${column} = $1`, [value]);
  if (!found.rows[0]) throw notFound('item');
  return found.rows[0];
};

const updateItem: Handler = async (call) => {
  const id = idOf(call, 'item');
  const body = bodyOf(call, updateBody);
  if (Object.values(body).every((value) => value === undefined))
    throw invalid('body', 'Nothing to change was sent');
  const updated = await call.db.query<Item>(
    `update items set sku = coalesce($2, sku), name = coalesce($3, name), barcode = coalesce($4, barcode),
            barcode_type = coalesce($5, barcode_type), unit = coalesce($6, unit),
            reorder_level = coalesce($7, reorder_level), location = coalesce($8, location),
            unit_price_cents = coalesce($9, unit_price_cents)
      where id = $1 returning ${itemColumns}`,
    [
      id,
      body.sku,
      body.name,
      body.barcode,
      body.barcodeType,
      body.unit,
      body.reorderLevel,
      body.location,
      body.unitPriceCents,
    ],
  );
  if (!updated.rows[0]) throw notFound('item');
  return ok(updated.rows[0]);
};

const getItemByBarcode: Handler = async (call) => {
  const code = call.params['code'] ?? '';
  // What no barcode can hold, PostgreSQL could not even compare.
  if (code.includes('\u0000')) throw notFound('item');
  return ok(await findItem(call, 'barcode', code));
};

const alertFields = fieldsFor<ReorderAlert>({
  itemId: true,
  sku: true,
  name: true,
  onHand: true,
  reorderLevel: true,
  location: true,
});

const listReorderAlerts: Handler = async (call) => {
  const page = pageOf(call, alertFields);
  const total = await call.db.query<{ n: number }>(
    'select count(*) as n from items where on_hand <= reorder_level',
  );
  const found = await call.db.query<ReorderAlert>(
    `select id as "itemId", sku, name, on_hand as "onHand", reorder_level as "reorderLevel", location
       from items where on_hand <= reorder_level order by name, id limit $1 offset $2`,
    [page.pageSize, page.offset],
  );
  return pageReply(page, found.rows, total.rows[0]?.n ?? 0);
};

type ItemRoute =
  'listItems' | 'createItem' | 'getItem' | 'updateItem' | 'getItemByBarcode' | 'listReorderAlerts';
export const inventoryHandlers: Handlers<ItemRoute> = {
  listItems,
  createItem,
  getItem: async (call) => ok(await findItem(call, 'id', idOf(call, 'item'))),
  updateItem,
  getItemByBarcode,
  listReorderAlerts,
};
