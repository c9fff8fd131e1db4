import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { GetObjectCommand, DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { openObjects, type ObjectsClient } from '../../stack/clients/objects.ts';
import { openSql, type SqlClient } from '../../stack/clients/sql.ts';
import { stackFidelity } from '../../stack/fidelity.ts';
import { applicable } from '../../targets/capabilities.ts';
import { asText } from '../../targets/pointer.ts';
import { isNotApplicable } from '../../targets/schema/common.ts';
import type { MovedPhotos, PhotoMove } from '../../targets/schema/data.ts';
import { substitute } from '../../targets/substitute.ts';
import { describeEnd, runTeamCommand } from '../team-command.ts';
import { wrongPhotos, type PlacedPhoto } from './judge-photos.ts';
import { listed, type ReleaseQuestion } from './release-context.ts';

const check = 'photos.moved';
/** So many are put back to their old place, and moved again. */
const tried = 3;

/**
 * Whether rows lead to the same bytes once photos have moved, and none to the old place: of a deployed system as it is,
 * of a stack of this run’s own after some were put back and the team’s command has moved them.
 */
export async function askMovedPhotos(question: ReleaseQuestion): Promise<void> {
  const { stack, tell } = question;
  const { access, facts, target, attached } = stack;
  const stated = applicable(target.data.photos, 'data.photos');
  const expected = 'each at its new place, with its own bytes';
  const row = { check, expected, fidelity: stackFidelity(facts, ['objects']) };
  const open = (reason: string): void =>
    tell({ ...row, actual: null, n: 0, outcome: 'inconclusive', reason });
  if (access.sql === undefined || access.objects === undefined)
    return open('no access to rows and bucket of this stack: where photos lie was not seen');
  const { move } = stated;
  if (attached === undefined && isNotApplicable(move))
    return open(`nothing was moved here: ${move.notApplicable}`);
  const bucket = openObjects(access.objects);
  try {
    await using sql = openSql(access.sql);
    const before = await placed(sql, bucket, stated);
    if (before.length === 0) return open('there is no photo that could have been moved');
    const told =
      attached !== undefined || isNotApplicable(move)
        ? { before: before.map(asStated), after: before, ended: '' }
        : await rehearse(question, { move, stated, bucket, before: before.slice(0, tried) });
    const wrong = wrongPhotos(told, stated.oldPlace);
    const n = told.before.length;
    tell({
      ...row,
      actual: `${n - wrong.length} of ${n}`,
      n,
      outcome: wrong.length > 0 || told.ended !== '' ? 'fail' : 'pass',
      reason: listed([...(told.ended === '' ? [] : [told.ended]), ...wrong]),
    });
  } finally {
    bucket.close();
  }
}

/** What the row itself says of the bytes is all that is known of them, once they have moved. */
const asStated = ({ sha256, stated, ...photo }: PlacedPhoto): PlacedPhoto => ({
  ...photo,
  stated,
  sha256: stated === '' ? sha256 : stated,
});

/** Every photo with the place that its row names, and the hash of what lies there. */
async function placed(
  sql: SqlClient,
  bucket: ObjectsClient,
  { rows, key: pattern }: MovedPhotos,
  only?: ReadonlySet<string>,
): Promise<readonly PlacedPhoto[]> {
  const all = (await sql.query(rows)).map((row) => ({
    id: asText(row['id']),
    place: asText(row['place']),
    stated: asText(row['sha256']),
  }));
  const wanted = all.filter(({ id }) => only?.has(id) !== false);
  const found: PlacedPhoto[] = [];
  for (const photo of wanted) {
    const key = pattern === undefined ? photo.place : (new RegExp(pattern, 'u').exec(photo.place)?.[1] ?? '');
    found.push({ ...photo, sha256: await bucket.sha256(key) });
  }
  return found;
}

interface Rehearsal {
  readonly move: PhotoMove;
  readonly stated: MovedPhotos;
  readonly bucket: ObjectsClient;
  readonly before: readonly PlacedPhoto[];
}

/** Some photos lie where they used to, until the team’s command has moved them; all is as it was when this returns. */
async function rehearse({ stack, exchange, signal, report }: ReleaseQuestion, it: Rehearsal) {
  const { move, stated, bucket, before } = it;
  const { sql: access } = stack.access;
  if (access === undefined) throw new Error('expected SQL access, got none');
  report(`putting ${before.length} photos back to their old place, and moving them by ${move.source}`);
  await using sql = openSql(access, { write: true });
  const kept = await Promise.all(
    before.map(async (photo) => ({ photo, object: await taken(bucket, photo.place) })),
  );
  try {
    for (const { photo, object } of kept) {
      const place = substitute(move.place, { id: photo.id });
      const file = join(exchange, place);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, object.bytes);
      await bucket.client.send(new DeleteObjectCommand({ Bucket: bucket.bucket, Key: photo.place }));
      await sql.query(move.pointBack, [photo.id, place]);
    }
    const end = await runTeamCommand((command) => stack.operate(command), move, { folder: exchange }, signal);
    const ids = new Set(before.map(({ id }) => id));
    const after = await placed(sql, bucket, stated, ids);
    return { before, after, ended: end.exitCode === 0 ? '' : describeEnd(end) };
  } finally {
    for (const { photo, object } of kept) {
      const { bytes: Body, ContentType, Metadata } = object;
      const put = { Bucket: bucket.bucket, Key: photo.place, Body, ContentType, Metadata };
      await bucket.client.send(new PutObjectCommand(put));
      await sql.query(move.pointBack, [photo.id, photo.place]);
    }
  }
}

async function taken({ client, bucket: Bucket }: ObjectsClient, Key: string) {
  const { Body, ContentType, Metadata } = await client.send(new GetObjectCommand({ Bucket, Key }));
  const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
  return { bytes, ContentType, Metadata };
}
