import { queryValue } from './canonical-request.ts';
import type { RequestedPart } from './multipart-uploads.ts';
import { headersToKeep } from './object-operations.ts';
import { readDocument } from './request-body.ts';
import { readToEnd, refuseUnsupported, sendEmpty, sendXml, type S3Exchange } from './s3-exchange.ts';
import { element, elementsOf, textOf, xmlDocument } from './xml.ts';

export async function createMultipartUpload(exchange: S3Exchange): Promise<void> {
  const { store, uploads, bucket, key } = exchange;
  refuseUnsupported(exchange);
  await readToEnd(exchange.body);
  store.folder.object(bucket, key);
  await store.folder.requireBucket(bucket);
  const id = await uploads.start({ bucket, key, headers: headersToKeep(exchange.request) });
  const answer = [element('Bucket', bucket), element('Key', key), element('UploadId', id)];
  sendXml(exchange, xmlDocument('InitiateMultipartUploadResult', answer));
}

export async function completeMultipartUpload(exchange: S3Exchange): Promise<void> {
  const { store, uploads, bucket, key } = exchange;
  const id = queryValue(exchange.request, 'uploadId') ?? '';
  const upload = await uploads.require(id, { bucket, key });
  const parts = requestedParts(await readDocument(exchange.body));
  const { body, etag } = await uploads.assemble(id, parts);
  await store.put(bucket, key, await store.folder.receive(body), { etag, headers: upload.headers });
  await uploads.remove(id);
  const location = `http://${exchange.request.headers.get('host') ?? ''}/${bucket}/${key}`;
  const answer = [
    element('Location', location),
    element('Bucket', bucket),
    element('Key', key),
    element('ETag', `"${etag}"`),
  ];
  sendXml(exchange, xmlDocument('CompleteMultipartUploadResult', answer));
}

function requestedParts(xml: string): RequestedPart[] {
  return elementsOf(xml, 'Part').map((part) => ({
    number: Number(textOf(part, 'PartNumber')),
    etag: (textOf(part, 'ETag') ?? '').replaceAll('"', ''),
  }));
}

export async function abortMultipartUpload(exchange: S3Exchange): Promise<void> {
  const { uploads, bucket, key } = exchange;
  const id = queryValue(exchange.request, 'uploadId') ?? '';
  await readToEnd(exchange.body);
  await uploads.require(id, { bucket, key });
  await uploads.remove(id);
  sendEmpty(exchange, 204);
}
