create trigger users_touch before update on users for each row execute function touch_updated_at();
create trigger customers_touch before update on customers for each row execute function touch_updated_at();
create trigger work_orders_touch before update on work_orders for each row execute function touch_updated_at();
create trigger items_touch before update on items for each row execute function touch_updated_at();

-- How many work orders have each status, kept by triggers: counting 100,000 rows for every page of a list is not
-- affordable. Several slots a status, so that concurrent writers do not wait for one row; the sum is exact.
create table work_order_counts (
  status text not null,
  slot smallint not null,
  n bigint not null,
  primary key (status, slot)
) with (fillfactor = 50);

create function count_work_orders() returns trigger language plpgsql as $$
declare
  my_slot smallint := pg_backend_pid() % 16;
begin
  if tg_op = 'INSERT' then
    insert into work_order_counts as c (status, slot, n)
      select status, my_slot, count(*) from added group by status order by status
      on conflict (status, slot) do update set n = c.n + excluded.n;
  elsif tg_op = 'DELETE' then
    insert into work_order_counts as c (status, slot, n)
      select status, my_slot, -count(*) from removed group by status order by status
      on conflict (status, slot) do update set n = c.n + excluded.n;
  else
    insert into work_order_counts as c (status, slot, n)
      select status, my_slot, sum(change) from
        (select status, 1 as change from added union all select status, -1 from removed) changes
      group by status having sum(change) <> 0 order by status
      on conflict (status, slot) do update set n = c.n + excluded.n;
  end if;
  return null;
end $$;
create trigger work_orders_count_insert after insert on work_orders
  referencing new table as added for each statement execute function count_work_orders();
create trigger work_orders_count_delete after delete on work_orders
  referencing old table as removed for each statement execute function count_work_orders();
create trigger work_orders_count_update after update on work_orders
  referencing old table as removed new table as added for each statement execute function count_work_orders();

-- For people who only look: the office's figures, no credentials.
do $$
begin
  if exists (select from pg_roles where rolname = 'fieldbook_readonly') then
    grant usage on schema public to fieldbook_readonly;
    grant select on customers, work_orders, work_order_events, photos, items, stock_ledger, time_entries,
      invoices, invoice_lines, work_order_counts, v_stock to fieldbook_readonly;
    grant select (id, email, name, role, active) on users to fieldbook_readonly;
  end if;
end $$;
