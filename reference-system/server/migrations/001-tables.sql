create function touch_updated_at() returns trigger language plpgsql as $$
begin
  new.updated_at := clock_timestamp();
  return new;
end $$;

-- 'WO', 123 -> 'WO-000123'; longer numbers are never cut.
create function document_number(prefix text, n bigint) returns text language sql immutable as $$
  select prefix || '-' || lpad(n::text, greatest(6, length(n::text)), '0')
$$;

-- The words of a text, split at the punctuation that search-words.ts splits at as well.
create function search_words(content text) returns tsvector language sql immutable as $$
  select to_tsvector('simple'::regconfig, translate(content, '-./_@:,;()+#&''"<>', '                 '))
$$;

create table users (
  id uuid primary key default gen_random_uuid(),
  email text not null unique check (email = lower(email)),
  name text not null,
  role text not null check (role in ('admin', 'dispatcher', 'technician', 'warehouse')),
  password_hash text not null,
  must_change_password boolean not null default false,
  active boolean not null default true,
  -- A technician who works from the van has a column on the dispatch board.
  on_board boolean not null default true,
  totp_secret text,
  -- The last time step whose code was accepted, so that a code works once.
  totp_last_step bigint,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table sessions (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references users (id),
  refresh_hash bytea not null unique,
  created_at timestamptz not null default now(),
  refreshed_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  revoked_reason text check (revoked_reason in ('logout', 'refresh_reused', 'password_changed')),
  check ((revoked_at is null) = (revoked_reason is null))
);
create index sessions_user on sessions (user_id) where revoked_at is null;

-- Refresh tokens that were exchanged: one that comes back a second time was stolen, and ends its session.
create table spent_refresh_tokens (
  refresh_hash bytea primary key,
  session_id uuid not null references sessions (id) on delete cascade,
  spent_at timestamptz not null default now()
);
create index spent_refresh_tokens_session on spent_refresh_tokens (session_id);

-- By e-mail, known or not, so that a locked account does not tell which accounts exist.
create table login_failures (
  email text primary key,
  failures integer not null check (failures > 0),
  locked_until timestamptz,
  last_failure_at timestamptz not null default now()
);

create table customers (
  id uuid primary key default gen_random_uuid(),
  name text not null check (name <> ''),
  email text not null default '',
  phone text not null default '',
  address text not null default '',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  search tsvector generated always as (search_words(name || ' ' || email || ' ' || phone || ' ' || address)) stored
);
create index customers_by_name on customers (name, id);
create index customers_search on customers using gin (search);

create sequence work_order_number_seq;
create table work_orders (
  id uuid primary key default gen_random_uuid(),
  number text not null unique default document_number('WO', nextval('work_order_number_seq')),
  title text not null check (title <> ''),
  description text not null default '',
  customer_id uuid not null references customers (id),
  status text not null default 'new' check (status in ('new', 'scheduled', 'in_progress', 'completed', 'invoiced')),
  priority text not null default 'normal' check (priority in ('low', 'normal', 'high', 'urgent')),
  assigned_to uuid references users (id),
  scheduled_for date,
  scheduled_slot text check (scheduled_slot in ('08:00', '10:00', '13:00', '15:00')),
  version integer not null default 1 check (version > 0),
  signature_png bytea,
  signed_by text,
  completed_at timestamptz,
  created_by uuid references users (id),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  search tsvector generated always as (search_words(number || ' ' || title || ' ' || description)) stored,
  check (scheduled_slot is null or scheduled_for is not null),
  check (status not in ('completed', 'invoiced') or completed_at is not null)
);
alter sequence work_order_number_seq owned by work_orders.number;
create index work_orders_newest on work_orders (created_at desc, id desc);
create index work_orders_by_status on work_orders (status, created_at desc, id desc);
create index work_orders_by_technician on work_orders (assigned_to, created_at desc, id desc);
create index work_orders_by_customer on work_orders (customer_id, created_at desc, id desc);
create index work_orders_by_date on work_orders (scheduled_for, assigned_to);
create index work_orders_waiting on work_orders (created_at, id)
  where assigned_to is null and scheduled_for is null and status = 'new';
create index work_orders_search on work_orders using gin (search);

create table work_order_events (
  id uuid primary key default gen_random_uuid(),
  work_order_id uuid not null references work_orders (id),
  user_id uuid references users (id),
  kind text not null check (kind in
    ('created', 'updated', 'assigned', 'moved', 'completed', 'invoiced', 'photos_added', 'part_used')),
  detail jsonb not null default '{}',
  created_at timestamptz not null default clock_timestamp()
);
create index work_order_events_newest on work_order_events (work_order_id, created_at desc, id desc);

create table photos (
  id uuid primary key,
  work_order_id uuid not null references work_orders (id),
  object_key text not null unique,
  file_name text not null,
  content_type text not null check (content_type in ('image/jpeg', 'image/png', 'image/webp')),
  size_bytes integer not null check (size_bytes > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  uploaded_by uuid references users (id),
  created_at timestamptz not null default clock_timestamp()
);
create index photos_by_work_order on photos (work_order_id, created_at, id);
