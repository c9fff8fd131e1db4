import { z } from 'zod';
import type { Technician, User } from './contract.ts';
import type { Handlers } from './call.ts';
import { bodyOf, created } from './call.ts';
import { hashPassword } from './auth/passwords.ts';
import { choice, email, password, roles, text } from './fields.ts';
import { fieldsFor, pageOf, pageReply } from './page.ts';

const columns = `id, email, name, role, active, must_change_password as "mustChangePassword", created_at as "createdAt"`;
const fields = fieldsFor<User>({
  id: true,
  email: true,
  name: true,
  role: true,
  active: true,
  mustChangePassword: true,
  createdAt: true,
});
const technicianFields = fieldsFor<Technician>({ id: true, name: true });

const userBody = z.object({
  email,
  name: text('Name', 1, 200),
  role: choice('role', roles),
  password: password('Password', 12),
  mustChangePassword: z.boolean('mustChangePassword must be true or false').optional(),
});

export const userHandlers: Handlers<'listUsers' | 'createUser' | 'listTechnicians'> = {
  listUsers: async (call) => {
    const page = pageOf(call, fields);
    const total = await call.db.query<{ n: number }>('select count(*) as n from users');
    const found = await call.db.query<User>(
      `select ${columns} from users order by name, id limit $1 offset $2`,
      [page.pageSize, page.offset],
    );
    return pageReply(page, found.rows, total.rows[0]?.n ?? 0);
  },

  createUser: async (call) => {
    const body = bodyOf(call, userBody);
    const inserted = await call.db.query<User>(
      `insert into users (email, name, role, password_hash, must_change_password)
       values ($1, $2, $3, $4, $5) returning ${columns}`,
      [body.email, body.name, body.role, await hashPassword(body.password), body.mustChangePassword ?? true],
    );
    return created(inserted.rows[0]);
  },

  listTechnicians: async (call) => {
    const page = pageOf(call, technicianFields);
    const onBoard = `role = 'technician' and active and on_board`;
    const total = await call.db.query<{ n: number }>(`select count(*) as n from users where ${onBoard}`);
    const found = await call.db.query<Technician>(
      `select id, name from users where ${onBoard} order by name, id limit $1 offset $2`,
      [page.pageSize, page.offset],
    );
    return pageReply(page, found.rows, total.rows[0]?.n ?? 0);
  },
};
