import { z } from 'zod';
import type { Item, LedgerEntry, UsedPart } from './contract.ts';
import type { Handler, Handlers } from './call.ts';
import { bodyOf, callerOf, created, idOf } from './call.ts';
import type { Database } from './database.ts';
import { ApiError, invalid, notFound } from './errors.ts';
import { recordEvent } from './events.ts';
import { id, text, whole } from './fields.ts';
import { itemColumns } from './inventory.ts';
import { fieldsFor, pageOf, pageReply } from './page.ts';
import { lockWorkOrder, readWorkOrder } from './work-order-rows.ts';

const maxChange = 100_000;
const maxStock = 1_000_000;
const adjustBody = z.object({
  delta: whole('delta', -maxChange, maxChange).refine((delta) => delta !== 0, 'delta must not be 0'),
  reason: text('Reason', 1, 200),
});
const partBody = z.object({ itemId: id('itemId'), quantity: whole('quantity', 1, maxChange) });

interface Movement {
  itemId: string;
  delta: number;
  reason: string;
  userId: string;
  workOrderId: string | null;
}

/** Books one movement: the item's row is locked first, so that the stock never falls below 0 and equals the ledger. */
const book = async (
  db: Database,
  movement: Movement,
): Promise<{ item: Item; ledgerId: string; createdAt: string } | null> => {
  const locked = await db.query<{ onHand: number }>(
    'select on_hand as "onHand" from items where id = $1 for update',
    [movement.itemId],
  );
  const before = locked.rows[0]?.onHand;
  if (before === undefined) return null;
  const after = before + movement.delta;
  if (after < 0) {
    throw new ApiError(409, 'insufficient_stock', `Only ${before} on hand, ${-movement.delta} asked for`, {
      field: 'delta',
    });
  }
  if (after > maxStock) throw invalid('delta', `The stock may be at most ${maxStock}`);
  const booked = await db.query<{ id: string; createdAt: string }>(
    `insert into stock_ledger (item_id, delta, reason, work_order_id, user_id) values ($1, $2, $3, $4, $5)
     returning id, created_at as "createdAt"`,
    [movement.itemId, movement.delta, movement.reason, movement.workOrderId, movement.userId],
  );
  const updated = await db.query<Item>(
    `update items set on_hand = $2 where id = $1 returning ${itemColumns}`,
    [movement.itemId, after],
  );
  const row = booked.rows[0];
  const item = updated.rows[0];
  return row && item ? { item, ledgerId: row.id, createdAt: row.createdAt } : null;
};

const adjustStock: Handler = async (call) => {
  const itemId = idOf(call, 'item');
  const body = bodyOf(call, adjustBody);
  const booked = await book(call.db, { itemId, ...body, userId: callerOf(call).id, workOrderId: null });
  if (!booked) throw notFound('item');
  return created(booked.item);
};

const usePart: Handler = async (call) => {
  const caller = callerOf(call);
  const workOrderId = idOf(call, 'work order');
  const { itemId, quantity } = bodyOf(call, partBody);
  const workOrder = await lockWorkOrder(call.db, workOrderId);
  if (workOrder.status === 'invoiced')
    throw new ApiError(409, 'work_order_closed', 'This job is invoiced and cannot be changed');
  const movement = {
    itemId,
    delta: -quantity,
    reason: `Used on ${workOrder.number}`,
    userId: caller.id,
    workOrderId,
  };
  const booked = await book(call.db, movement);
  if (!booked) throw invalid('itemId', 'itemId must be the id of an item');
  const { item } = booked;
  await recordEvent(call.db, workOrderId, caller.id, 'part_used', { itemId, itemName: item.name, quantity });
  const part: UsedPart = {
    id: booked.ledgerId,
    itemId,
    itemName: item.name,
    sku: item.sku,
    unit: item.unit,
    quantity,
    createdAt: booked.createdAt,
  };
  return created(part);
};

const partFields = fieldsFor<UsedPart>({
  id: true,
  itemId: true,
  itemName: true,
  sku: true,
  unit: true,
  quantity: true,
  createdAt: true,
});

const listParts: Handler = async (call) => {
  const page = pageOf(call, partFields);
  const workOrderId = idOf(call, 'work order');
  await readWorkOrder(call.db, workOrderId);
  const total = await call.db.query<{ n: number }>(
    'select count(*) as n from stock_ledger where work_order_id = $1',
    [workOrderId],
  );
  const found = await call.db.query<UsedPart>(
    `select l.id, l.item_id as "itemId", i.name as "itemName", i.sku, i.unit, -l.delta as quantity, l.created_at as "createdAt"
       from stock_ledger l join items i on i.id = l.item_id
      where l.work_order_id = $1 order by l.created_at, l.id limit $2 offset $3`,
    [workOrderId, page.pageSize, page.offset],
  );
  return pageReply(page, found.rows, total.rows[0]?.n ?? 0);
};

const ledgerFields = fieldsFor<LedgerEntry>({
  id: true,
  delta: true,
  reason: true,
  workOrderId: true,
  userName: true,
  createdAt: true,
});

const listLedger: Handler = async (call) => {
  const page = pageOf(call, ledgerFields);
  const itemId = idOf(call, 'item');
  const total = await call.db.query<{ n: number }>(
    `select (select count(*) from stock_ledger where item_id = i.id) as n from items i where i.id = $1`,
    [itemId],
  );
  if (!total.rows[0]) throw notFound('item');
  const found = await call.db.query<LedgerEntry>(
    `select l.id, l.delta, l.reason, l.work_order_id as "workOrderId", u.name as "userName", l.created_at as "createdAt"
       from stock_ledger l left join users u on u.id = l.user_id
      where l.item_id = $1 order by l.created_at desc, l.id desc limit $2 offset $3`,
    [itemId, page.pageSize, page.offset],
  );
  return pageReply(page, found.rows, total.rows[0].n);
};

export const stockHandlers: Handlers<'adjustStock' | 'usePart' | 'listParts' | 'listLedger'> = {
  adjustStock,
  usePart,
  listParts,
  listLedger,
};
