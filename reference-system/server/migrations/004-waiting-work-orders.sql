-- The home page counts the open jobs that nobody has: without this index it reads every work order.
create index work_orders_open_unassigned on work_orders (status)
  where assigned_to is null and status in ('new', 'scheduled', 'in_progress');
