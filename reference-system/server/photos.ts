import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Items, Photo } from './contract.ts';
import type { Call, Handler, Handlers } from './call.ts';
import { callerOf, created, idOf } from './call.ts';
import type { Database } from './database.ts';
import { transaction } from './database.ts';
import { ApiError, notFound } from './errors.ts';
import { recordEvent } from './events.ts';
import type { DeliveryKey } from './idempotency.ts';
import { deliveredBefore, deliveryKeyOf, once } from './idempotency.ts';
import { fieldsFor, pageOf, pageReply } from './page.ts';
import type { ReceivedPhoto } from './photo-upload.ts';
import { receivePhotos } from './photo-upload.ts';
import { readWorkOrder } from './work-order-rows.ts';

const columns = `id, file_name as "fileName", content_type as "contentType", size_bytes as "sizeBytes", sha256,
  created_at as "createdAt"`;
const fields = fieldsFor<Photo>({
  id: true,
  fileName: true,
  contentType: true,
  sizeBytes: true,
  sha256: true,
  createdAt: true,
});

const asUuid = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;

/** With a delivery key the id follows from it, so that a repeated delivery writes the same object again, not another. */
const photoId = (key: DeliveryKey | null, index: number, sha256: string): string =>
  key
    ? asUuid(createHash('sha256').update(`${key.userId} ${key.key} ${index} ${sha256}`).digest('hex'))
    : randomUUID();

interface StoredPhoto extends ReceivedPhoto {
  id: string;
  key: string;
}

/** The objects first, the rows after: a row always finds its object. */
const store = async (
  call: Call,
  workOrderId: string,
  key: DeliveryKey | null,
  photos: ReceivedPhoto[],
): Promise<StoredPhoto[]> => {
  const stored: StoredPhoto[] = [];
  for (const [index, photo] of photos.entries()) {
    const id = photoId(key, index, photo.sha256);
    const object = { ...photo, id, key: `photos/${workOrderId}/${id}` };
    await call.objects.put(object, createReadStream(photo.path)).catch((error: unknown) => {
      throw objectsUnavailable(error);
    });
    stored.push(object);
  }
  return stored;
};

const objectsUnavailable = (cause: unknown): ApiError => {
  const error = new ApiError(
    503,
    'objects_unavailable',
    'Photos cannot be stored or read right now. Please try again',
    {
      retryAfterS: 5,
    },
  );
  error.cause = cause;
  return error;
};

const insertPhotos = async (
  db: Database,
  workOrderId: string,
  userId: string,
  photos: StoredPhoto[],
): Promise<Photo[]> => {
  const rows: Photo[] = [];
  for (const photo of photos) {
    const inserted = await db.query<Photo>(
      `insert into photos (id, work_order_id, object_key, file_name, content_type, size_bytes, sha256, uploaded_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8) returning ${columns}`,
      [
        photo.id,
        workOrderId,
        photo.key,
        photo.fileName,
        photo.contentType,
        photo.sizeBytes,
        photo.sha256,
        userId,
      ],
    );
    rows.push(...inserted.rows);
  }
  await recordEvent(db, workOrderId, userId, 'photos_added', { count: rows.length });
  return rows;
};

const addPhotos: Handler = async (call) => {
  const caller = callerOf(call);
  const workOrderId = idOf(call, 'work order');
  const key = deliveryKeyOf(call.incoming, caller.id, `/api/work-orders/${workOrderId}/photos`, '');
  const before = key ? await deliveredBefore(call.pool, key) : null;
  if (before) return before;
  await readWorkOrder(call.pool, workOrderId);
  await using received = await receivePhotos(call.incoming);
  const stored = await store(call, workOrderId, key, received.photos);
  return transaction(call.pool, (db) =>
    once(db, key, async () => {
      const items: Items<Photo> = { items: await insertPhotos(db, workOrderId, caller.id, stored) };
      return created(items);
    }),
  );
};

const listPhotos: Handler = async (call) => {
  const page = pageOf(call, fields);
  const workOrderId = idOf(call, 'work order');
  await readWorkOrder(call.db, workOrderId);
  const total = await call.db.query<{ n: number }>(
    'select count(*) as n from photos where work_order_id = $1',
    [workOrderId],
  );
  const found = await call.db.query<Photo>(
    `select ${columns} from photos where work_order_id = $1 order by created_at, id limit $2 offset $3`,
    [workOrderId, page.pageSize, page.offset],
  );
  return pageReply(page, found.rows, total.rows[0]?.n ?? 0);
};

const getPhotoContent: Handler = async (call) => {
  const found = await call.db.query<Photo & { key: string }>(
    `select ${columns}, object_key as key from photos where id = $1`,
    [idOf(call, 'photo')],
  );
  const photo = found.rows[0];
  if (!photo) throw notFound('photo');
  const body = await call.objects.get(photo.key).catch((error: unknown) => {
    throw objectsUnavailable(error);
  });
  if (!body) throw new ApiError(404, 'photo_content_missing', 'The picture of this photo is missing');
  const disposition = `inline; filename*=UTF-8''${encodeURIComponent(photo.fileName)}`;
  return { status: 200, content: { type: photo.contentType, body, bytes: photo.sizeBytes, disposition } };
};

export const photoHandlers: Handlers<'addPhotos' | 'listPhotos' | 'getPhotoContent'> = {
  addPhotos,
  listPhotos,
  getPhotoContent,
};
