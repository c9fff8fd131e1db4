import type { TargetInput } from './schema/target.ts';

const page = (id: string, path: string, heading: string, role = 'admin') =>
  ({ id, role, path, heading }) as const;

/** The log-in page, and a page of each module that the header's menu names. */
export const electricalPages = [
  { id: 'login', path: '/login', heading: 'Inventory Management' },
  page('home', '/home', 'Dashboard', 'technician'),
  page('jobs', '/jobs', 'Jobs', 'technician'),
  page('timesheet', '/timesheet', 'Timesheet', 'technician'),
  page('scanner', '/inventory/scan', 'Scan', 'technician'),
  page('inventory', '/inventory', 'Inventory', 'warehouse'),
  page('work-orders', '/work-orders', 'Work Orders', 'manager'),
  page('schedule', '/schedule', 'Team Schedule'),
  page('customers', '/customers', 'Customers', 'office'),
  page('reports', '/reports', 'Reports & Analytics'),
  page('invoices', '/invoices', 'Invoices', 'office'),
  page('users', '/admin/users', 'User Management'),
] as const satisfies TargetInput['pages'];

/** The one page that shows a list in parts. */
export const electricalPagers = [
  { id: 'quotes', role: 'admin', path: '/quotes', query: 'SELECT count(*)::int AS n FROM quotes' },
] as const satisfies TargetInput['pagers'];

type ContentKinds = TargetInput['contentKinds'];

/** Kinds of answers, each with the headers that a plan asks for; text is compressed where the plan says so. */
export const electricalContentKinds = (
  headers: Readonly<Record<string, string>>,
  compressed: boolean,
): ContentKinds => [
  { id: 'page', path: '/', headers, compressed },
  {
    id: 'script',
    path: { firstMatch: 'src="(/static/js/main[^"]+\\.js)"', on: '/' },
    headers,
    compressed,
  },
  {
    id: 'style',
    path: { firstMatch: 'href="(/static/css/main[^"]+\\.css)"', on: '/' },
    headers,
    compressed,
  },
  { id: 'service-worker', path: '/service-worker.js', headers: { ...headers, 'cache-control': 'no-cache' } },
  { id: 'json', path: '/api/work-orders', role: 'admin', headers, compressed },
  { id: 'refusal', path: '/api/work-orders', status: [401], headers },
  { id: 'unknown-route', path: '/api/no-such-route', status: [404], headers },
];

/** Security headers that both plans ask for in general words; the nginx file of the release names these. */
export const securityHeaders = {
  'strict-transport-security': 'max-age=[1-9][0-9]{6,}',
  'x-content-type-options': '^nosniff$',
  'x-frame-options': '^(SAMEORIGIN|DENY)$',
  'referrer-policy': '^(strict-origin-when-cross-origin|no-referrer|same-origin)$',
} as const;

/** The scanner, the photos and work without network, as the plans and the guides describe them. */
export const electricalPhone = {
  scan: {
    role: 'technician',
    codes: [
      { symbology: 'ean13', value: '4006381333931', shows: 'Steel conduit' },
      { symbology: 'ean13', value: '4006381333948', shows: 'Ground rod clamp' },
      { symbology: 'code128', value: 'GL-BOX-0001', shows: 'Weatherproof box' },
    ],
    unknown: { value: 'NO-SUCH-CODE-77', shows: 'not in your inventory' },
    cameraSwitch: { opensWith: 'back' },
    photo: { refused: '[Cc]amera' },
  },
  photos: {
    role: 'technician',
    jobQuery: `SELECT id AS job, work_order_number AS number FROM work_orders
      WHERE assigned_to = 'golive.technician' ORDER BY id LIMIT 1 OFFSET 10`,
    photosQuery: `SELECT filename AS id, filename AS object_key, NULL AS sha256 FROM work_order_photos
      WHERE work_order_id = $1`,
    upload: {
      path: '/api/work-orders/{job}/photos',
      field: 'file',
      fields: { photo_type: 'general' },
      status: [200, 201],
    },
    largeBytes: 10_500_000,
    refusal: '([Ii]nvalid|[Oo]nly|not a valid).*(image|photo|file)',
    contentPath: '/api/work-orders/photos/{photo}',
  },
  offline: {
    role: 'technician',
    pages: [
      {
        id: 'jobs',
        path: '/jobs',
        query: `SELECT service_address AS shows FROM work_orders WHERE assigned_to = 'golive.technician'
          ORDER BY id LIMIT 1`,
        shows: '{shows}',
      },
      {
        id: 'job',
        path: '/jobs/{job}',
        query: `SELECT id AS job, job_description AS shows FROM work_orders
          WHERE assigned_to = 'golive.technician' ORDER BY id LIMIT 1`,
        shows: '{shows}',
      },
    ],
    notice: '[Oo]ffline|no (network|connection)',
  },
} as const satisfies Pick<TargetInput, 'scan' | 'photos' | 'offline'>;

export const electricalInstall = (name: string) =>
  ({
    manifestPath: '/manifest.json',
    name,
    display: 'standalone',
    orientation: 'portrait',
    iosHint: 'Add to Home Screen',
    role: 'technician',
  }) as const satisfies TargetInput['install'];

export const ledgerQuery = 'SELECT filename AS object_key, NULL AS sha256 FROM work_order_photos';
