import { createHash } from 'node:crypto';

import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';

import { Bucket, photo, photoMd5, part, refusal, sha256, type ConformanceCase } from './conformance-case.ts';

const Key = 'large/two-parts.bin';
const etags = [part, photo].map((bytes) => createHash('md5').update(bytes).digest());
const etag = `"${createHash('md5').update(Buffer.concat(etags)).digest('hex')}-2"`;

export const multipartCases: readonly ConformanceCase[] = [
  {
    title: 'joins an upload in parts, with its metadata',
    expected: [etag, etag, part.length + photo.length, sha256(Buffer.concat([part, photo])), { by: 'parts' }],
    run: async ({ client }) => {
      const Metadata = { by: 'parts' };
      const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key, Metadata }));
      const Parts = [];
      for (const [index, Body] of [part, photo].entries()) {
        const PartNumber = index + 1;
        const sent = await client.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }));
        Parts.push({ ETag: sent.ETag, PartNumber });
      }
      const done = await client.send(
        new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }),
      );
      const got = await client.send(new GetObjectCommand({ Bucket, Key }));
      const bytes = (await got.Body?.transformToByteArray()) ?? new Uint8Array();
      return [done.ETag, got.ETag, bytes.length, sha256(bytes), got.Metadata];
    },
  },
  {
    title: 'refuses a part that was never sent, and an upload that was aborted',
    expected: ['400 InvalidPart', 204, '404 NoSuchUpload'],
    run: async ({ client }) => {
      // A key without an object: versitygw takes a completion that it has seen done as done again.
      const Key = 'large/aborted.bin';
      const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key }));
      const MultipartUpload = { Parts: [{ ETag: `"${photoMd5}"`, PartNumber: 1 }] };
      const complete = (): Promise<string> =>
        refusal(client.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload })));
      const missing = await complete();
      const aborted = await client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
      return [missing, aborted.$metadata.httpStatusCode, await complete()];
    },
  },
];
