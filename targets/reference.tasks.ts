import type { TaskInput } from './schema/tasks.ts';

/** The first that a form offers, by name, of those that no run under way has made: names are given more than once. */
const firstOffered = `(select id, name from customers where created_at < now() - interval '1 hour' order by name, id limit 1)`;
const someCustomer = `select id as customer, name as customer_name from ${firstOffered} c`;
const newJob = {
  role: 'dispatcher',
  request: {
    method: 'POST',
    path: '/api/work-orders',
    body: { title: 'Job {unique}', customerId: '{customer}' },
  },
  status: [201],
  take: { job: '/id', number: '/number', version: '/version' },
} as const;
const assigned = {
  role: 'dispatcher',
  request: { method: 'POST', path: '/api/work-orders/{job}/assign', body: { technicianId: '{technician}' } },
  status: [200],
  take: {},
} as const;
const firstTechnician = `select c.id as customer, c.name as customer_name, u.id as technician, u.name as technician_name
  from users u, ${firstOffered} c where u.email = 'tech1@fieldbook.example'`;

/** What people do with Fieldbook, as data; the browser half is fixtures/pages/reference.ts. */
export const referenceTasks = [
  {
    id: 'work-order.create',
    role: 'dispatcher',
    record: 'work-order',
    action: 'create',
    givenRow: someCustomer,
    values: { title: 'Replace consumer unit {unique}', description: 'Old rewirable fuses, {unique}' },
    shows: { title: '{title}', customer: '{customer_name}', description: '{description}' },
    witness: {
      api: { path: '/api/work-orders/{job}', expect: { '/title': '{title}', '/customerId': '{customer}' } },
      sql: {
        query: 'select title, description, status from work_orders where id = $1',
        values: ['{job}'],
        expect: { title: '{title}', description: '{description}', status: 'new' },
      },
    },
    offline: {
      countQuery: 'select count(*)::int as n from work_orders where title = $1',
      values: ['{title}'],
    },
    afterRestore: true,
  },
  {
    id: 'work-order.view',
    role: 'technician',
    record: 'work-order',
    action: 'view',
    // The newest of those that no task under way has made, and may be editing.
    givenRow:
      "select w.id as job, w.number, w.title, c.name as customer_name from work_orders w join customers c on c.id = w.customer_id where w.created_at < now() - interval '1 hour' order by w.number desc limit 1",
    shows: { title: '{title}', number: '{number}', customer: '{customer_name}' },
    witness: {
      api: { path: '/api/work-orders/{job}', expect: { '/number': '{number}', '/title': '{title}' } },
    },
    afterRestore: true,
  },
  {
    id: 'work-order.edit',
    role: 'dispatcher',
    record: 'work-order',
    action: 'edit',
    givenRow: someCustomer,
    given: [newJob],
    values: { title: 'Edited {unique}', description: 'Bring the long ladder, {unique}' },
    shows: { title: '{title}', description: '{description}' },
    witness: {
      api: {
        path: '/api/work-orders/{job}',
        expect: { '/title': '{title}', '/description': '{description}' },
      },
      sql: {
        query: 'select title, version::text from work_orders where id = $1',
        values: ['{job}'],
        expect: { title: '{title}', version: '2' },
      },
    },
  },
  {
    id: 'work-order.complete',
    role: 'technician',
    record: 'work-order',
    action: 'complete',
    givenRow: firstTechnician,
    given: [newJob, assigned],
    values: { signedBy: 'Maria Fenn {unique}' },
    shows: { status: 'Completed', signedBy: '{signedBy}' },
    witness: {
      api: { path: '/api/work-orders/{job}', expect: { '/status': 'completed', '/signedBy': '{signedBy}' } },
      sql: {
        query:
          "select status, signed_by, (substring(signature_png from 1 for 4) = '\\x89504e47') as signed from work_orders where id = $1",
        values: ['{job}'],
        expect: { status: 'completed', signed_by: '{signedBy}', signed: 'true' },
      },
    },
    offline: {
      countQuery: `select count(*)::int as n from work_order_events e join work_orders w on w.id = e.work_order_id
        where w.signed_by = $1 and e.kind = 'completed' and substring(w.signature_png from 1 for 4) = '\\x89504e47'`,
      values: ['{signedBy}'],
    },
  },
  {
    id: 'time.enter',
    role: 'technician',
    record: 'time-entry',
    action: 'create',
    givenRow: firstTechnician,
    given: [newJob, assigned],
    values: { date: '2026-01-14', minutes: '95', note: 'First fix {unique}' },
    day: 'date',
    shows: { note: '{note}', minutes: '{minutes}', day: '{date}' },
    witness: {
      api: {
        path: '/api/time-entries?workOrderId={job}',
        expect: { '/items/0/note': '{note}', '/items/0/minutes': '95' },
      },
      sql: {
        query: 'select minutes, work_date::text as day from time_entries where note = $1',
        values: ['{note}'],
        expect: { minutes: '95', day: '{date}' },
      },
    },
    offline: {
      countQuery: 'select count(*)::int as n from time_entries where note = $1',
      values: ['{note}'],
    },
  },
  {
    id: 'dispatch.move',
    role: 'dispatcher',
    record: 'work-order',
    action: 'move',
    givenRow: firstTechnician,
    given: [
      {
        role: 'dispatcher',
        request: {
          method: 'POST',
          path: '/api/work-orders',
          body: { title: 'Move {unique}', customerId: '{customer}', scheduledFor: '2026-01-15' },
        },
        status: [201],
        take: { job: '/id', number: '/number' },
      },
    ],
    values: { title: 'Move {unique}', date: '2026-01-15', slot: '13:00' },
    shows: { technician: '{technician_name}', slot: '{slot}' },
    witness: {
      api: {
        path: '/api/work-orders/{job}',
        expect: { '/assignedTo': '{technician}', '/scheduledSlot': '{slot}', '/scheduledFor': '{date}' },
      },
      sql: {
        query:
          'select assigned_to::text as technician, scheduled_slot as slot from work_orders where id = $1',
        values: ['{job}'],
        expect: { technician: '{technician}', slot: '{slot}' },
      },
    },
  },
  {
    id: 'stock.adjust',
    role: 'warehouse',
    record: 'item',
    action: 'edit',
    changes: 'an item’s stock',
    givenRow:
      "select i.id as item, i.name as item_name, (i.on_hand + 7)::text as after from items i where i.barcode not in ('FB-CABLE-2.5-100', '4006381333931') and i.on_hand > i.reorder_level order by i.sku desc limit 1",
    values: { delta: '7', reason: 'Counted {unique}' },
    shows: { onHand: '{after}', reason: '{reason}' },
    witness: {
      api: { path: '/api/items/{item}', expect: { '/onHand': '{after}' } },
      sql: {
        query:
          'select l.delta, (v.on_hand = v.ledger_sum) as balanced from stock_ledger l join v_stock v on v.item_id = l.item_id where l.reason = $1',
        values: ['{reason}'],
        expect: { delta: '7', balanced: 'true' },
      },
    },
  },
  {
    id: 'part.use',
    role: 'technician',
    record: 'work-order',
    action: 'use',
    changes: 'an item’s stock',
    givenRow:
      "select c.id as customer, u.id as technician, i.id as item, i.name as item_name, (i.on_hand - 2)::text as after from (select id from customers order by created_at, id limit 1) c, users u, (select id, name, on_hand from items where on_hand > 40 order by sku limit 1) i where u.email = 'tech1@fieldbook.example'",
    given: [newJob, assigned],
    values: { quantity: '2' },
    shows: { part: '{item_name}', quantity: '{quantity}' },
    witness: {
      api: {
        path: '/api/work-orders/{job}/parts',
        expect: { '/items/0/itemId': '{item}', '/items/0/quantity': '2' },
      },
      sql: {
        query: 'select delta from stock_ledger where work_order_id = $1',
        values: ['{job}'],
        expect: { delta: '-2' },
      },
    },
  },
  {
    id: 'customer.create',
    role: 'dispatcher',
    record: 'customer',
    action: 'create',
    values: {
      name: 'Bakery {unique}',
      email: 'bakery-{unique}@customers.example',
      phone: '+1 617 555 0139',
      address: '4 Mill Lane',
    },
    shows: { name: '{name}', email: '{email}' },
    witness: {
      api: { path: '/api/customers/{customer}', expect: { '/name': '{name}', '/email': '{email}' } },
      sql: {
        query: 'select email, phone from customers where name = $1',
        values: ['{name}'],
        expect: { email: '{email}', phone: '{phone}' },
      },
    },
  },
  {
    id: 'invoice.create',
    role: 'dispatcher',
    record: 'invoice',
    action: 'create',
    changes: 'a completed job, which is invoiced',
    givenRow:
      "select w.id as job, w.number, sum(t.minutes)::text as minutes from work_orders w join time_entries t on t.work_order_id = w.id where w.status = 'completed' group by w.id, w.number order by random() limit 1",
    shows: { number: '{invoice_number}' },
    within: { valueMs: 10_000, source: 'docs/reference-plan.md, Functions' },
    witness: {
      api: { path: '/api/invoices/{invoice}', expect: { '/workOrderId': '{job}' } },
      sql: {
        query:
          'select w.status, (i.total_cents = (select sum(total_cents) from invoice_lines l where l.invoice_id = i.id)) as balanced from invoices i join work_orders w on w.id = i.work_order_id where i.id = $1',
        values: ['{invoice}'],
        expect: { status: 'invoiced', balanced: 'true' },
      },
    },
  },
  {
    id: 'report.export',
    role: 'dispatcher',
    record: 'report',
    action: 'export',
    givenRow:
      "select sum(minutes)::text as minutes, (select count(*) from work_orders where status in ('new', 'scheduled', 'in_progress'))::text as open from time_entries",
    // Read from the workbook itself, which is opened: its figures, not the screen's.
    witness: {
      api: {
        path: '/api/reports/summary',
        expect: { '/minutesWorked': '{workbook_minutes}', '/openWorkOrders': '{workbook_open}' },
      },
      sql: {
        query: 'select sum(minutes)::text as minutes from time_entries',
        expect: { minutes: '{workbook_minutes}' },
      },
    },
  },
  {
    id: 'photo.view',
    role: 'technician',
    record: 'photo',
    action: 'view',
    givenRow:
      'select p.work_order_id as job, p.id as photo, p.sha256, p.file_name as file from photos p order by p.created_at, p.id limit 1',
    shows: { photo: 'shown' },
    witness: {
      object: {
        keyQuery: 'select object_key from photos where id = $1',
        values: ['{photo}'],
        sha256: '{sha256}',
      },
      sql: {
        query: 'select sha256 from photos where id = $1',
        values: ['{photo}'],
        expect: { sha256: '{shown_sha256}' },
      },
    },
    afterRestore: true,
  },
] as const satisfies readonly TaskInput[];
