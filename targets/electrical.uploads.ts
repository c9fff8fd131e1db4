import type { UploadLimitInput } from './schema/uploads.ts';

const photo = {
  role: 'technician',
  givenRow: "SELECT id AS job FROM work_orders WHERE assigned_to = 'golive.technician' ORDER BY id LIMIT 1",
  path: '/api/work-orders/{job}/photos',
  field: 'file',
  fields: { photo_type: 'general' },
  status: [200, 201],
  stored: {
    query: 'SELECT id FROM work_order_photos WHERE original_filename = $1',
    values: ['limit-{unique}.png'],
  },
} as const;

/** How much of a photo the route takes, in its own words; it answers 400 to more. */
export const electricalUploadLimits = [
  {
    of: 'file',
    id: 'photo',
    limitBytes: 10 * 1024 * 1024,
    source: 'backend/workorder_endpoints.py, the route’s own words: images up to 10MB',
    refused: [400, 413],
    ...photo,
  },
] as const satisfies readonly UploadLimitInput[];

/** What the front lets through “for photos”, where it is nginx. */
export const nginxUploadLimit = {
  of: 'form',
  id: 'photo.front',
  limitBytes: 20 * 1024 * 1024,
  source:
    'frontend/nginx.conf, larger file uploads for photos: client_max_body_size 20M; USER_GUIDE.md: < 20MB',
  refused: [413],
  ...photo,
} as const satisfies UploadLimitInput;
