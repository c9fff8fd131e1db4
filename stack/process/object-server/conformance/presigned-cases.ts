import {
  Bucket,
  photo,
  photoSha256,
  plain,
  sha256,
  type ConformanceCase,
  type ConformanceContext,
} from './conformance-case.ts';
import { presign, type PresignInput } from './presign.ts';

const path = `/${Bucket}/photos/presigned.jpg`;
const link = (context: ConformanceContext, input: Partial<PresignInput>): string =>
  presign({ ...context, method: 'GET', path, expiresInSeconds: 60, now: new Date(), ...input });

export const presignedCases: readonly ConformanceCase[] = [
  {
    title: 'takes and gives bytes by a presigned URL',
    expected: [200, 200, photoSha256],
    run: async (context) => {
      const stored = await fetch(link(context, { method: 'PUT' }), { method: 'PUT', body: photo });
      await stored.arrayBuffer();
      const got = await fetch(link(context, {}));
      return [stored.status, got.status, sha256(new Uint8Array(await got.arrayBuffer()))];
    },
  },
  {
    title: 'refuses a presigned URL that has expired, was made for another method, or was changed',
    expected: ['403 AccessDenied', '403 SignatureDoesNotMatch', '403 SignatureDoesNotMatch'],
    run: async (context) => [
      await plain(link(context, { now: new Date(Date.now() - 120_000) })),
      await plain(link(context, { method: 'PUT' })),
      await plain(link(context, {}).replace('presigned.jpg', 'streamed-CRC32.jpg')),
    ],
  },
];
