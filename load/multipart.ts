import type { FileBody } from './plan.ts';

// Read by Node and by k6 alike: nothing of either is used here.

/** What stands before and after a file's bytes in a multipart/form-data body. */
export interface MultipartFrame {
  head: string;
  tail: string;
  contentType: string;
}

/** The frame of an upload. The boundary is the request's own, so that every engine sends the same bytes. */
export function multipartFrame(body: FileBody, sequence: number): MultipartFrame {
  const boundary = `golive-${sequence}-7d1f0c`;
  const fields = Object.entries(body.fields).map(([name, value]) => {
    return `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  });
  const disposition = `content-disposition: form-data; name="${body.field}"; filename="${body.fileName}"`;
  return {
    head: `${fields.join('')}--${boundary}\r\n${disposition}\r\ncontent-type: ${body.contentType}\r\n\r\n`,
    tail: `${body.suffix}\r\n--${boundary}--\r\n`,
    contentType: `multipart/form-data; boundary=${boundary}`,
  };
}
