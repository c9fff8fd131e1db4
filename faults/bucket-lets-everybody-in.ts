import { PutBucketCorsCommand } from '@aws-sdk/client-s3';
import { openObjects } from '../stack/clients/objects.ts';
import { StackError } from '../stack/stack-error.ts';
import type { Fault } from './fault.ts';

export const bucketLetsEverybodyIn = {
  id: 'bucket-lets-everybody-in',
  at: 'objects',
  what: 'the bucket’s CORS policy lets pages of every origin read and write',
  turnsRed: ['bucket.cors'],
  bystander: 'photo.private',
  async plant({ access }) {
    if (!access.objects) throw new StackError('unsupported', 'an objects fault: expected a bucket');
    const { client, bucket, close } = openObjects(access.objects);
    try {
      const rule = { AllowedOrigins: ['*'], AllowedMethods: ['GET', 'PUT'], AllowedHeaders: ['*'] };
      const CORSConfiguration = { CORSRules: [rule] };
      await client.send(new PutBucketCorsCommand({ Bucket: bucket, CORSConfiguration }));
    } finally {
      close();
    }
    // The bucket is thrown away with its stack.
    return { [Symbol.asyncDispose]: () => Promise.resolve() };
  },
} as const satisfies Fault;
