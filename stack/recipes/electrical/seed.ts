/** More than the largest page that is asked for: the bound of a list that is shorter cannot be seen. */
const longList = 120;
/** People of the load besides the one that the script has made; they have that one's password. */
const crowd = 30;

/** A photo of the first work order, beside the back end where it keeps them: one grey pixel. */
export const seedPhoto = {
  folder: 'uploads/work_orders',
  file: '1_seeded.png',
  base64: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
} as const;

/**
 * What a company has after a while, so that every question has something to be asked of. The release ships an
 * empty database; names, addresses and codes are made up.
 */
export const seedStatements: readonly string[] = [
  `INSERT INTO users (username, password, full_name, email, role, active)
   SELECT 'load' || lpad(n::text, 3, '0'), u.password, 'Load Person ' || lpad(n::text, 3, '0'),
     'load' || lpad(n::text, 3, '0') || '@example.com', u.role, TRUE
   FROM users u, generate_series(2, ${crowd}) n WHERE u.username = 'load001'`,
  `UPDATE users SET hourly_rate = 32.50, overtime_rate = 48.75 WHERE role = 'technician'`,
  `INSERT INTO vendors (vendor_name) SELECT 'Granite Supply ' || n FROM generate_series(1, 3) n`,
  `INSERT INTO customers (customer_number, first_name, last_name, phone_primary, email, service_street,
     service_city, service_state, service_zip)
   SELECT 'CUS-' || lpad(n::text, 5, '0'), 'Corinne', 'Customer ' || lpad(n::text, 3, '0'),
     '617-555-' || lpad(n::text, 4, '0'), 'customer' || n || '@example.com', n || ' Mill Lane', 'Quincy', 'MA', '02169'
   FROM generate_series(1, ${longList}) n`,
  // Four digits of the company’s own, as the schema explains them; they are not the rows’ numbers.
  `INSERT INTO inventory (item_id, sku, brand, upc, description, category, subcategory, cost, list_price,
     sell_price, qty, min_stock, location, primary_vendor_id)
   SELECT lpad((20 + n)::text, 4, '0'), 'GL-' || n, 'Brightworks', NULL, 'Junction box number ' || n, 'Boxes',
     'Junction', 2.50, 5.00, 4.25, 40 + n, 10, 'A' || n, (SELECT min(id) FROM vendors)
   FROM generate_series(1, ${longList}) n`,
  // Codes of the kinds that labels in the warehouse carry; two of one kind, so that one can be told from another.
  `UPDATE inventory SET upc = 'GL-BOX-0001', description = 'Weatherproof box' WHERE item_id = '0021'`,
  `UPDATE inventory SET upc = '4006381333931', description = 'Steel conduit' WHERE item_id = '0022'`,
  `UPDATE inventory SET upc = '4006381333948', description = 'Ground rod clamp' WHERE item_id = '0023'`,
  `INSERT INTO work_orders (work_order_number, customer_id, service_address, job_type, job_description,
     scheduled_date, status, priority, quoted_labor_hours, quoted_labor_rate, quoted_labor_cost, quoted_subtotal,
     created_by)
   SELECT 'WO-' || to_char(CURRENT_DATE, 'YYYY') || '-' || lpad(n::text, 4, '0'), c.id, c.service_street,
     'Service Call', 'Replace panel ' || lpad(n::text, 3, '0'), CURRENT_DATE + (n % 5), 'scheduled', 'normal',
     2, 95, 190, 190, 'golive.admin'
   FROM generate_series(1, ${longList}) n
   JOIN customers c ON c.customer_number = 'CUS-' || lpad(n::text, 5, '0')`,
  `UPDATE work_orders SET assigned_to = 'golive.technician'
   WHERE id IN (SELECT id FROM work_orders ORDER BY id LIMIT 20)`,
  `INSERT INTO job_schedule_dates (work_order_id, scheduled_date)
   SELECT id, scheduled_date FROM work_orders ORDER BY id LIMIT 20`,
  `INSERT INTO job_schedule_crew (job_schedule_date_id, employee_username, role)
   SELECT d.id, 'golive.technician', 'lead' FROM job_schedule_dates d ORDER BY d.id`,
  `INSERT INTO time_entries (work_order_id, employee_username, work_date, hours_worked, billable_rate, pay_rate,
     notes, created_by)
   SELECT w.id, 'golive.technician', CURRENT_DATE - 1, 1.5, 95, 32.50, 'Rough-in', 'golive.technician'
   FROM work_orders w ORDER BY w.id LIMIT 10`,
  // More than one page of them.
  `INSERT INTO quotes (quote_number, customer_id, title, created_by)
   SELECT 'QT-2025-' || lpad(n::text, 4, '0'), (SELECT min(id) FROM customers), 'Panel upgrade ' || n, 'golive.admin'
   FROM generate_series(1, 24) n`,
  `INSERT INTO work_order_photos (work_order_id, filename, original_filename, caption, uploaded_by, file_size, mime_type)
   SELECT min(id), '1_seeded.png', 'panel.png', 'Panel', 'golive.technician', 67, 'image/png' FROM work_orders`,
];
