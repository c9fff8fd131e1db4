create table items (
  id uuid primary key default gen_random_uuid(),
  sku text not null unique check (sku <> ''),
  name text not null check (name <> ''),
  barcode text not null unique check (barcode <> ''),
  barcode_type text not null check (barcode_type in ('code128', 'ean13', 'qr')),
  unit text not null default 'pcs',
  on_hand integer not null default 0 check (on_hand >= 0),
  reorder_level integer not null default 0 check (reorder_level >= 0),
  location text not null default '',
  unit_price_cents integer not null default 0 check (unit_price_cents >= 0),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  search tsvector generated always as (search_words(sku || ' ' || name || ' ' || barcode || ' ' || location)) stored
);
create index items_by_name on items (name, id);
create index items_low on items (name, id) where on_hand <= reorder_level;
create index items_search on items using gin (search);

create table stock_ledger (
  id uuid primary key default gen_random_uuid(),
  item_id uuid not null references items (id),
  delta integer not null check (delta <> 0),
  reason text not null check (reason <> ''),
  work_order_id uuid references work_orders (id),
  user_id uuid references users (id),
  created_at timestamptz not null default clock_timestamp()
);
create index stock_ledger_newest on stock_ledger (item_id, created_at desc, id desc);
create index stock_ledger_parts on stock_ledger (work_order_id, created_at, id) where work_order_id is not null;
create index stock_ledger_parts_by_time on stock_ledger (created_at) include (delta) where work_order_id is not null;

-- The ledger is the truth; items.on_hand is its running sum. Both are compared through this view.
create view v_stock as
  select i.id as item_id, i.sku, i.name, i.on_hand, coalesce(sum(l.delta), 0)::bigint as ledger_sum
  from items i left join stock_ledger l on l.item_id = i.id
  group by i.id;

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'expected rows of % to stay as they are, got %', tg_table_name, tg_op;
end $$;
create trigger stock_ledger_append_only before update or delete on stock_ledger
  for each row execute function refuse_change();

create table time_entries (
  id uuid primary key default gen_random_uuid(),
  work_order_id uuid not null references work_orders (id),
  user_id uuid not null references users (id),
  work_date date not null,
  minutes integer not null check (minutes between 1 and 1440),
  note text not null default '',
  created_at timestamptz not null default clock_timestamp()
);
create index time_entries_by_user on time_entries (user_id, work_date desc, created_at desc, id desc);
create index time_entries_by_day on time_entries (work_date desc, created_at desc, id desc) include (minutes);
create index time_entries_by_work_order on time_entries (work_order_id, work_date desc, created_at desc, id desc);

create sequence invoice_number_seq;
create table invoices (
  id uuid primary key default gen_random_uuid(),
  number text not null unique default document_number('INV', nextval('invoice_number_seq')),
  work_order_id uuid not null unique references work_orders (id),
  customer_id uuid not null references customers (id),
  total_cents bigint not null check (total_cents >= 0),
  created_by uuid references users (id),
  created_at timestamptz not null default now()
);
alter sequence invoice_number_seq owned by invoices.number;
create index invoices_newest on invoices (created_at desc, id desc);

create table invoice_lines (
  id uuid primary key default gen_random_uuid(),
  invoice_id uuid not null references invoices (id),
  position integer not null check (position > 0),
  kind text not null check (kind in ('labour', 'part')),
  description text not null,
  quantity integer not null check (quantity > 0),
  unit_price_cents integer not null check (unit_price_cents >= 0),
  total_cents bigint not null check (total_cents >= 0),
  unique (invoice_id, position)
);

-- One row a delivered request: the same key of the same user is carried out once and answered again from here.
create table idempotency_keys (
  user_id uuid not null references users (id),
  key uuid not null,
  fingerprint text not null,
  status integer,
  response text,
  created_at timestamptz not null default now(),
  primary key (user_id, key)
);
create index idempotency_keys_age on idempotency_keys (created_at);
