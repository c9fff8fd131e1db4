import { queryValue, uriEncode, type WireRequest } from './canonical-request.ts';
import { keysUnder, listPage } from './object-listing.ts';
import { readDocument } from './request-body.ts';
import { readToEnd, sendEmpty, sendXml, type S3Exchange } from './s3-exchange.ts';
import { S3Error } from './s3-error.ts';
import { element, elementsOf, textOf, xmlDocument } from './xml.ts';

const largestPage = 1000;

export async function listBuckets(exchange: S3Exchange): Promise<void> {
  await readToEnd(exchange.body);
  const buckets = (await exchange.store.listBuckets()).map((bucket) =>
    element('Bucket', [
      element('Name', bucket.name),
      element('CreationDate', bucket.createdAt.toISOString()),
    ]),
  );
  sendXml(exchange, xmlDocument('ListAllMyBucketsResult', [element('Buckets', buckets)]));
}

export async function createBucket(exchange: S3Exchange): Promise<void> {
  await readToEnd(exchange.body);
  await exchange.store.createBucket(exchange.bucket);
  sendEmpty(exchange, 200, { location: `/${exchange.bucket}` });
}

export async function headBucket(exchange: S3Exchange): Promise<void> {
  await readToEnd(exchange.body);
  await exchange.store.folder.requireBucket(exchange.bucket);
  sendEmpty(exchange, 200, { 'x-amz-bucket-region': exchange.region });
}

export async function deleteBucket(exchange: S3Exchange): Promise<void> {
  await readToEnd(exchange.body);
  await exchange.store.deleteBucket(exchange.bucket);
  sendEmpty(exchange, 204);
}

export async function listObjects(exchange: S3Exchange): Promise<void> {
  const { store, bucket, request } = exchange;
  await readToEnd(exchange.body);
  const folder = await store.folder.requireBucket(bucket);
  const token = queryValue(request, 'continuation-token');
  const query = {
    prefix: queryValue(request, 'prefix') ?? '',
    delimiter: queryValue(request, 'delimiter') ?? '',
    maxKeys: pageSize(request),
    after: token === undefined ? (queryValue(request, 'start-after') ?? '') : fromToken(token),
  };
  const page = listPage(await keysUnder(folder, query.prefix), query);
  const encode = queryValue(request, 'encoding-type') === 'url' ? uriEncode : (text: string) => text;
  const contents = page.keys.map(async (key) => {
    const found = await store.find(bucket, key);
    return element('Contents', [
      element('Key', encode(key)),
      element('LastModified', found.modifiedAt.toISOString()),
      element('ETag', `"${found.etag}"`),
      element('Size', found.sizeBytes),
      element('StorageClass', 'STANDARD'),
    ]);
  });
  const answer = [
    element('Name', bucket),
    element('Prefix', encode(query.prefix)),
    element('MaxKeys', query.maxKeys),
    element('KeyCount', page.keys.length + page.commonPrefixes.length),
    element('IsTruncated', page.isTruncated),
    ...(query.delimiter === '' ? [] : [element('Delimiter', encode(query.delimiter))]),
    ...(page.isTruncated ? [element('NextContinuationToken', toToken(page.last ?? ''))] : []),
    ...(await Promise.all(contents)),
    ...page.commonPrefixes.map((prefix) => element('CommonPrefixes', [element('Prefix', encode(prefix))])),
  ];
  sendXml(exchange, xmlDocument('ListBucketResult', answer));
}

function pageSize(request: WireRequest): number {
  const text = queryValue(request, 'max-keys') ?? String(largestPage);
  if (!/^\d+$/.test(text))
    throw new S3Error('InvalidArgument', `expected max-keys to be a number, got ${text}`);
  return Math.min(Number(text), largestPage);
}

function toToken(name: string): string {
  return Buffer.from(name).toString('base64url');
}

function fromToken(token: string): string {
  return Buffer.from(token, 'base64url').toString('utf8');
}

export async function deleteObjects(exchange: S3Exchange): Promise<void> {
  const { store, bucket } = exchange;
  const xml = await readDocument(exchange.body);
  await store.folder.requireBucket(bucket);
  const keys = elementsOf(xml, 'Object').map((object) => textOf(object, 'Key') ?? '');
  if (keys.length === 0)
    throw new S3Error('MalformedXML', 'expected at least one object to delete, got none');
  for (const key of keys) await store.delete(bucket, key);
  const quiet = textOf(xml, 'Quiet') === 'true';
  const deleted = quiet ? [] : keys.map((key) => element('Deleted', [element('Key', key)]));
  sendXml(exchange, xmlDocument('DeleteResult', deleted));
}
