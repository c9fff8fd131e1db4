import { GetObjectCommand } from '@aws-sdk/client-s3';

import { Bucket, put, refusal, plain, type ConformanceCase } from './conformance-case.ts';

const Key = 'photos/streamed-CRC32.jpg';

export const refusalCases: readonly ConformanceCase[] = [
  {
    title: 'refuses a request without a signature, as XML',
    expected: ['403 AccessDenied', '403 AccessDenied', '403 AccessDenied'],
    run: async ({ endpoint }) => [
      await plain(`${endpoint}/${Bucket}/${Key}`),
      await plain(`${endpoint}/${Bucket}?list-type=2`),
      await plain(`${endpoint}/${Bucket}/uninvited`, { method: 'PUT', body: 'x' }),
    ],
  },
  {
    title: 'refuses a wrong secret and an unknown key',
    expected: ['403 SignatureDoesNotMatch', '403 SignatureDoesNotMatch'],
    run: async ({ stranger }) => [
      await refusal(stranger.send(new GetObjectCommand({ Bucket, Key }))),
      await put(stranger, { Key: 'uninvited', Body: 'x' }),
    ],
  },
  {
    title: 'has stored nothing of what it refused',
    expected: '404 NoSuchKey',
    run: ({ client }) => refusal(client.send(new GetObjectCommand({ Bucket, Key: 'uninvited' }))),
  },
];
