import { CreateBucketCommand, HeadBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';

import { Bucket, refusal, type ConformanceCase } from './conformance-case.ts';

export const bucketCases: readonly ConformanceCase[] = [
  {
    title: 'creates a bucket',
    expected: 200,
    run: async ({ client }) =>
      (await client.send(new CreateBucketCommand({ Bucket }))).$metadata.httpStatusCode,
  },
  {
    title: 'finds a bucket that is there, and none that is not',
    expected: [200, '404 NotFound'],
    run: async ({ client }) => [
      (await client.send(new HeadBucketCommand({ Bucket }))).$metadata.httpStatusCode,
      await refusal(client.send(new HeadBucketCommand({ Bucket: 'not-there' }))),
    ],
  },
  {
    title: 'refuses the name of a bucket that is no name',
    expected: '400 InvalidBucketName',
    run: ({ client }) => refusal(client.send(new PutObjectCommand({ Bucket: 'A_b', Key: 'k', Body: 'x' }))),
  },
];
