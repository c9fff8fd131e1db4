import type { Fault } from './fault.ts';

export const writesKeptInMemory = {
  id: 'writes-kept-in-memory',
  at: 'patch',
  what: 'a new customer is confirmed at once and written two seconds later; who is stopped meanwhile forgets it',
  turnsRed: ['survives.rollback'],
  bystander: 'https.redirect',
  patch: [
    {
      file: 'server/customers.ts',
      find: `    const inserted = await call.db.query<Customer>(
      \`insert into customers (name, email, phone, address) values ($1, $2, $3, $4) returning \${columns}\`,
      [body.name, body.email ?? '', body.phone ?? '', body.address ?? ''],
    );
    return created(inserted.rows[0]);`,
      replace: `    const write = () => call.pool.query(
      'insert into customers (name, email, phone, address) values ($1, $2, $3, $4)',
      [body.name, body.email ?? '', body.phone ?? '', body.address ?? ''],
    );
    setTimeout(() => void write().catch(() => undefined), 2000);
    return created({ id: crypto.randomUUID(), name: body.name });`,
    },
  ],
} as const satisfies Fault;
