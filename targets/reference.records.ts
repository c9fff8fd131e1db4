/** Names that the endpoints' paths and bodies are filled with: records of the seed that are there in every size. */
export const referenceRecords = {
  query: `select
    (select id from work_orders where assigned_to is null and status = 'new' order by number limit 1) as job,
    (select id from work_orders where status = 'completed' order by signature_png is null, number limit 1) as signed,
    (select work_order_id from photos order by created_at, id limit 1) as photographed,
    (select work_order_id from stock_ledger where work_order_id is not null order by created_at, id limit 1) as equipped,
    (select id from photos order by created_at, id limit 1) as photo,
    (select id from customers order by created_at, id limit 1) as customer,
    (select id from items order by sku limit 1) as item,
    (select id from invoices order by number limit 1) as invoice,
    (select id from users where email = 'tech2@fieldbook.example') as technician`,
} as const;
