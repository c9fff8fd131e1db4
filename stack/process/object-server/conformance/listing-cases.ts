import { DeleteObjectsCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';

import { Bucket, refusal, type ConformanceCase } from './conformance-case.ts';

const keys = Array.from({ length: 25 }, (_, index) => `list/${String(index).padStart(2, '0')}.txt`);

export const listingCases: readonly ConformanceCase[] = [
  {
    title: 'lists in pages that join without gap or repetition',
    expected: [[10, 10, 5], keys],
    run: async ({ client }) => {
      await Promise.all(keys.map((Key) => client.send(new PutObjectCommand({ Bucket, Key, Body: Key }))));
      const pages: string[][] = [];
      let token: string | undefined;
      do {
        const page = await client.send(
          new ListObjectsV2Command({ Bucket, Prefix: 'list/', MaxKeys: 10, ContinuationToken: token }),
        );
        pages.push((page.Contents ?? []).map((object) => object.Key ?? ''));
        token = page.NextContinuationToken;
      } while (token !== undefined);
      return [pages.map((page) => page.length), pages.flat()];
    },
  },
  {
    title: 'folds keys at the delimiter, and starts after a key',
    expected: [['changes/', 'list/', 'photos/'], ['list/23.txt', 'list/24.txt'], [], 200_000],
    run: async ({ client }) => {
      const folded = await client.send(new ListObjectsV2Command({ Bucket, Delimiter: '/' }));
      const after = await client.send(
        new ListObjectsV2Command({ Bucket, Prefix: 'list/', StartAfter: 'list/22.txt' }),
      );
      const none = await client.send(new ListObjectsV2Command({ Bucket, Prefix: 'none/' }));
      const sized = await client.send(
        new ListObjectsV2Command({ Bucket, Prefix: 'photos/streamed-CRC32.jpg' }),
      );
      return [
        folded.CommonPrefixes?.map((prefix) => prefix.Prefix),
        after.Contents?.map((object) => object.Key),
        none.Contents ?? [],
        sized.Contents?.[0]?.Size,
      ];
    },
  },
  {
    title: 'refuses to list a bucket that is not there',
    expected: '404 NoSuchBucket',
    run: ({ client }) => refusal(client.send(new ListObjectsV2Command({ Bucket: 'not-there' }))),
  },
  {
    title: 'deletes several objects at once, and what is left is listed',
    expected: [keys.slice(0, 24), ['list/24.txt']],
    run: async ({ client }) => {
      const Objects = keys.slice(0, 24).map((Key) => ({ Key }));
      const deleted = await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
      const left = await client.send(new ListObjectsV2Command({ Bucket, Prefix: 'list/' }));
      await client.send(new PutObjectCommand({ Bucket, Key: 'notes/plain.txt', Body: 'plain bytes' }));
      return [
        deleted.Deleted?.map((object) => object.Key).sort(),
        left.Contents?.map((object) => object.Key),
      ];
    },
  },
];
