-- Eight tables of 125,000 rows, of the types that applications use, with the indexes and references that they have.
CREATE TYPE state AS ENUM ('new', 'planned', 'done', 'billed');
CREATE TABLE people (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), email text NOT NULL UNIQUE, name text NOT NULL,
  active boolean NOT NULL, created timestamptz NOT NULL);
CREATE TABLE customers (id bigserial PRIMARY KEY, name text NOT NULL, address text NOT NULL, phone varchar(30),
  created timestamptz NOT NULL, credit numeric(12, 2) NOT NULL);
CREATE TABLE jobs (id bigserial PRIMARY KEY, customer bigint NOT NULL REFERENCES customers, state state NOT NULL,
  title text NOT NULL, notes text, planned date, created timestamptz NOT NULL);
CREATE TABLE events (id bigserial PRIMARY KEY, job bigint NOT NULL REFERENCES jobs, at timestamptz NOT NULL,
  data jsonb NOT NULL);
CREATE TABLE items (id serial PRIMARY KEY, code text NOT NULL UNIQUE, name text NOT NULL, stock integer NOT NULL,
  cents integer NOT NULL, changed timestamptz NOT NULL);
CREATE TABLE movements (id serial PRIMARY KEY, item integer NOT NULL REFERENCES items, quantity integer NOT NULL,
  at timestamptz NOT NULL, reason text NOT NULL);
CREATE TABLE hours (id serial PRIMARY KEY, person uuid NOT NULL, day date NOT NULL, minutes integer NOT NULL, note text);
CREATE TABLE photos (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), key text NOT NULL UNIQUE, sha256 text NOT NULL,
  bytes integer NOT NULL, created timestamptz NOT NULL);
INSERT INTO people (email, name, active, created) SELECT 'p' || n || '@shop.example', 'Person ' || md5(n::text), n % 9 > 0,
  '2026-01-01'::timestamptz + n * interval '1 minute' FROM generate_series(1, :rows) n;
INSERT INTO customers (name, address, phone, created, credit) SELECT 'Customer ' || n, md5(n::text) || ' Street', '+44' || n * 7919,
  '2025-01-01'::timestamptz + n * interval '3 minutes', n % 10000 / 7.0 FROM generate_series(1, :rows) n;
INSERT INTO jobs (customer, state, title, notes, planned, created) SELECT n, (enum_range(NULL::state))[n % 4 + 1],
  'Job ' || n, repeat(md5(n::text), n % 4), date '2026-01-01' + n % 365, '2026-01-01'::timestamptz + n * interval '2 minutes'
  FROM generate_series(1, :rows) n;
INSERT INTO events (job, at, data) SELECT n, '2026-02-01'::timestamptz + n * interval '1 second',
  jsonb_build_object('by', md5(n::text), 'from', n % 4, 'amount', n / 7.0) FROM generate_series(1, :rows) n;
INSERT INTO items (code, name, stock, cents, changed) SELECT 'I-' || n, 'Item ' || md5(n::text), n % 90, n * 13 % 9000,
  '2026-03-01'::timestamptz + n * interval '1 second' FROM generate_series(1, :rows) n;
INSERT INTO movements (item, quantity, at, reason) SELECT n, n % 17 - 8, '2026-03-02'::timestamptz + n * interval '1 second',
  'because ' || n % 100 FROM generate_series(1, :rows) n;
INSERT INTO hours (person, day, minutes, note) SELECT id, date '2026-01-01' + (row_number() OVER ())::int % 365, 30, name FROM people;
INSERT INTO photos (key, sha256, bytes, created) SELECT 'photos/' || n, encode(sha256(n::text::bytea), 'hex'), n,
  '2026-04-01'::timestamptz + n * interval '1 second' FROM generate_series(1, :rows) n;
CREATE INDEX jobs_customer ON jobs (customer);
CREATE INDEX jobs_state ON jobs (state, created DESC);
CREATE INDEX events_job ON events (job, at DESC);
CREATE INDEX movements_item ON movements (item, at DESC);
CREATE INDEX hours_person ON hours (person, day DESC);
ANALYZE;
