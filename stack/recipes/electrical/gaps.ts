/**
 * Columns that the application’s own statements name and that no file of the release makes. Without them no work
 * order opens, no photo is stored or listed, nobody enters time and nobody sees the list of users. They are added so
 * that what lies behind can be seen.
 */
export const gapStatements: readonly string[] = [
  `ALTER TABLE job_materials_used ADD custom_description TEXT, ADD custom_vendor TEXT, ADD custom_manufacturer TEXT,
     ADD custom_model_number TEXT, ADD needs_ordering BOOLEAN DEFAULT FALSE,
     ADD customer_provided BOOLEAN DEFAULT FALSE`,
  `ALTER TABLE work_order_photos ADD notes TEXT, ADD photo_type TEXT, ADD media_type TEXT`,
  `ALTER TABLE time_entries ADD time_type TEXT DEFAULT 'job', ALTER work_order_id DROP NOT NULL`,
  // The application writes both, which a generated column refuses.
  `ALTER TABLE time_entries ALTER billable_amount DROP EXPRESSION, ALTER pay_amount DROP EXPRESSION`,
  `ALTER TABLE users ADD is_licensed BOOLEAN DEFAULT FALSE, ADD license_state TEXT, ADD employment_type TEXT,
     ADD address TEXT, ADD city TEXT, ADD state TEXT, ADD zip TEXT, ADD ssn_last_4 TEXT,
     ADD emergency_contact_name TEXT, ADD emergency_contact_phone TEXT`,
];
