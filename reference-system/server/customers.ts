import { z } from 'zod';
import type { Customer } from './contract.ts';
import type { Handlers } from './call.ts';
import { bodyOf, created, idOf, ok, queryOf } from './call.ts';
import { invalid, notFound } from './errors.ts';
import { email, text } from './fields.ts';
import { fieldsFor, pageOf, pageReply } from './page.ts';
import { searchWords } from './search-words.ts';
import { where } from './where.ts';

const columns = `id, name, email, phone, address, created_at as "createdAt", updated_at as "updatedAt"`;
const fields = fieldsFor<Customer>({
  id: true,
  name: true,
  email: true,
  phone: true,
  address: true,
  createdAt: true,
  updatedAt: true,
});

const customerBody = z.object({
  name: text('Name', 1, 200),
  email: z.union([z.literal(''), email]).optional(),
  phone: text('Phone', 0, 50).optional(),
  address: text('Address', 0, 500).optional(),
});
const updateBody = customerBody.partial();

export const customerHandlers: Handlers<
  'listCustomers' | 'createCustomer' | 'getCustomer' | 'updateCustomer'
> = {
  listCustomers: async (call) => {
    const page = pageOf(call, fields);
    const filter = where();
    const words = searchWords(queryOf(call, 'q', text('q', 0, 200)) ?? '');
    if (words) filter.and(`search @@ to_tsquery('simple', $?)`, words);
    const total = await call.db.query<{ n: number }>(`select count(*) as n from customers${filter.sql()}`, [
      ...filter.values,
    ]);
    const found = await call.db.query<Customer>(
      `select ${columns} from customers${filter.sql()} order by name, id
        limit ${filter.placeholder(page.pageSize)} offset ${filter.placeholder(page.offset)}`,
      filter.values,
    );
    return pageReply(page, found.rows, total.rows[0]?.n ?? 0);
  },

  createCustomer: async (call) => {
    const body = bodyOf(call, customerBody);
    const inserted = await call.db.query<Customer>(
      `insert into customers (name, email, phone, address) values ($1, $2, $3, $4) returning ${columns}`,
      [body.name, body.email ?? '', body.phone ?? '', body.address ?? ''],
    );
    return created(inserted.rows[0]);
  },

  getCustomer: async (call) => {
    const found = await call.db.query<Customer>(`select ${columns} from customers where id = $1`, [
      idOf(call, 'customer'),
    ]);
    if (!found.rows[0]) throw notFound('customer');
    return ok(found.rows[0]);
  },

  updateCustomer: async (call) => {
    const id = idOf(call, 'customer');
    const body = bodyOf(call, updateBody);
    if (Object.values(body).every((value) => value === undefined))
      throw invalid('body', 'Nothing to change was sent');
    const updated = await call.db.query<Customer>(
      `update customers set name = coalesce($2, name), email = coalesce($3, email),
              phone = coalesce($4, phone), address = coalesce($5, address)
        where id = $1 returning ${columns}`,
      [id, body.name, body.email, body.phone, body.address],
    );
    if (!updated.rows[0]) throw notFound('customer');
    return ok(updated.rows[0]);
  },
};
