import { bucketCases } from './bucket-cases.ts';
import type { ConformanceCase } from './conformance-case.ts';
import { listingCases } from './listing-cases.ts';
import { multipartCases } from './multipart-cases.ts';
import { objectCases } from './object-cases.ts';
import { presignedCases } from './presigned-cases.ts';
import { refusalCases } from './refusal-cases.ts';

/** One table of requests and answers, run in this order against every S3 server that Golive starts. */
export const conformanceCases: readonly ConformanceCase[] = [
  ...bucketCases,
  ...objectCases,
  ...refusalCases,
  ...presignedCases,
  ...listingCases,
  ...multipartCases,
];
