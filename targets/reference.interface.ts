/** Fieldbook's screens and kinds of answers, and its phone: data of the target. */
const secure = {
  'strict-transport-security': 'max-age=\\d{7,}',
  'x-content-type-options': '^nosniff$',
  'x-frame-options': '^(DENY|SAMEORIGIN)$',
  'referrer-policy': '^(no-referrer|same-origin|strict-origin|strict-origin-when-cross-origin)$',
  'content-security-policy': "default-src 'self'",
  'permissions-policy': 'camera=\\(self\\)',
} as const;

const someCustomer = 'select id as customer from customers order by created_at, id limit 1';
const signature =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const post = (
  role: string,
  path: string,
  body: Readonly<Record<string, unknown>>,
  take: Record<string, string> = {},
) => ({
  role,
  request: { method: 'POST' as const, path, body },
  status: [200, 201],
  take,
});
const newJob = post(
  'dispatcher',
  '/api/work-orders',
  { title: 'Figure {unique}', customerId: '{customer}' },
  { job: '/id' },
);
const worked = post('dispatcher', '/api/time-entries', {
  workOrderId: '{job}',
  date: '2026-01-14',
  minutes: 37,
});
const completed = post('dispatcher', '/api/work-orders/{job}/complete', {
  signature,
  signedBy: 'Maria Fenn',
});
const newItem = (onHand: number) =>
  post(
    'warehouse',
    '/api/items',
    {
      sku: 'F-{unique}',
      name: 'Clip {unique}',
      barcode: 'F-{unique}',
      barcodeType: 'code128',
      onHand,
      reorderLevel: 5,
    },
    { item: '/id' },
  );
const usedPart = post('technician', '/api/work-orders/{job}/parts', { itemId: '{item}', quantity: 3 });

export const referenceInterface = {
  pagers: [
    {
      id: 'jobs',
      role: 'technician',
      path: '/work-orders',
      query: 'select count(*)::int as n from work_orders',
    },
  ],
  pages: [
    { id: 'today', role: 'technician', path: '/', heading: 'Today' },
    { id: 'jobs', role: 'technician', path: '/work-orders', heading: 'Jobs' },
    { id: 'scan', role: 'technician', path: '/scan', heading: 'Scan' },
    { id: 'stock', role: 'warehouse', path: '/inventory', heading: 'Stock' },
    { id: 'time', role: 'technician', path: '/time', heading: 'Time' },
    { id: 'customers', role: 'dispatcher', path: '/customers', heading: 'Customers' },
    { id: 'dispatch', role: 'dispatcher', path: '/dispatch', heading: 'Dispatch' },
    { id: 'invoices', role: 'dispatcher', path: '/invoices', heading: 'Invoices' },
    { id: 'reports', role: 'dispatcher', path: '/reports', heading: 'Reports' },
    { id: 'account', role: 'technician', path: '/account', heading: 'Account' },
  ],
  figures: [
    {
      id: 'report.minutes-worked',
      role: 'dispatcher',
      query: 'select coalesce(sum(minutes), 0)::text as value from time_entries',
      givenRow: someCustomer,
      movedBy: [newJob, worked],
    },
    {
      id: 'report.open-work-orders',
      role: 'dispatcher',
      query:
        "select count(*)::text as value from work_orders where status in ('new', 'scheduled', 'in_progress')",
      givenRow: someCustomer,
      movedBy: [newJob],
    },
    {
      id: 'report.low-stock-items',
      role: 'dispatcher',
      query: 'select count(*)::text as value from items where on_hand <= reorder_level',
      movedBy: [newItem(4)],
    },
    {
      id: 'report.parts-used',
      role: 'dispatcher',
      query:
        'select coalesce(-sum(delta), 0)::text as value from stock_ledger where work_order_id is not null',
      givenRow: someCustomer,
      movedBy: [newJob, newItem(40), usedPart],
    },
    {
      id: 'report.invoiced-cents',
      role: 'dispatcher',
      query: 'select coalesce(sum(total_cents), 0)::text as value from invoices',
      givenRow: someCustomer,
      movedBy: [newJob, worked, completed, post('dispatcher', '/api/invoices', { workOrderId: '{job}' })],
    },
    {
      id: 'today.completed-not-invoiced',
      role: 'dispatcher',
      query: "select count(*)::text as value from work_orders where status = 'completed'",
      givenRow: someCustomer,
      movedBy: [newJob, completed],
    },
  ],
  contentKinds: [
    { id: 'html', path: '/', headers: { ...secure, 'cache-control': 'no-cache' }, compressed: true },
    {
      id: 'javascript',
      path: { firstMatch: 'src="(/[^"]+\\.js)"', on: '/' },
      headers: { ...secure, 'cache-control': 'immutable' },
      compressed: true,
    },
    {
      id: 'stylesheet',
      path: { firstMatch: 'href="(/[^"]+\\.css)"', on: '/' },
      headers: { ...secure, 'cache-control': 'immutable' },
      compressed: true,
    },
    {
      id: 'image',
      path: { firstMatch: 'rel="apple-touch-icon"[^>]*href="(/[^"]+)"', on: '/' },
      headers: secure,
    },
    { id: 'manifest', path: '/manifest.webmanifest', headers: { ...secure, 'cache-control': 'no-cache' } },
    { id: 'service-worker', path: '/sw.js', headers: { ...secure, 'cache-control': 'no-cache' } },
    {
      id: 'json',
      path: '/api/work-orders?pageSize=50',
      role: 'technician',
      headers: { ...secure, 'cache-control': 'no-store' },
      compressed: true,
    },
    { id: 'refusal', path: '/api/work-orders', status: [401], headers: secure },
    { id: 'not-found', path: '/api/nothing-here', role: 'technician', status: [404], headers: secure },
  ],
  scan: {
    role: 'technician',
    codes: [
      { symbology: 'code128', value: 'FB-CABLE-2.5-100', shows: 'Twin and earth cable' },
      { symbology: 'ean13', value: '4006381333931', shows: '4006381333931' },
      { symbology: 'qr', value: 'https://app.fieldbook.example/i/FB-RCD-40A', shows: 'RCD' },
    ],
    unknown: { value: 'NO-SUCH-CODE-77', shows: 'No item has this barcode' },
    cameraSwitch: { opensWith: 'back' },
    photo: { refused: 'may not use the camera' },
  },
  photos: {
    role: 'technician',
    jobQuery:
      "select id as job, title from work_orders where assigned_to is null and status = 'new' order by number desc limit 1",
    photosQuery: 'select id, object_key, sha256 from photos where work_order_id = $1',
    upload: { path: '/api/work-orders/{job}/photos', field: 'photos', status: [201] },
    largeBytes: 10_500_000,
    refusal: 'Only JPEG, PNG or WebP photos can be added',
    contentPath: '/api/photos/{photo}/content',
  },
  install: {
    manifestPath: '/manifest.webmanifest',
    name: 'Fieldbook',
    display: 'standalone',
    orientation: 'portrait',
    iosHint: 'Add to Home Screen',
    role: 'technician',
  },
  offline: {
    role: 'technician',
    pages: [
      {
        id: 'jobs',
        path: '/work-orders',
        // The newest, by its number: a task may be editing its title.
        query: 'select number as shows from work_orders order by created_at desc, id desc limit 1',
        shows: '{shows}',
      },
      {
        id: 'job',
        path: '/work-orders/{job}',
        query: 'select id as job, title as shows from work_orders order by number limit 1',
        shows: '{shows}',
      },
    ],
    notice: 'You are offline',
  },
} as const;
