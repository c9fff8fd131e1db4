import { LoadError } from './load-error.ts';
import type { LoadMix, MixRequest } from './mix.ts';
import type { PickContext } from './pick-records.ts';
import type { FeedLine, Stage } from './plan.ts';
import { renderExpectation, renderHeader, renderJson, renderText, type Lookup } from './render-template.ts';

/** Renders one line of the feed: every value in it is final, but for `{token}`. */
export function renderLine(
  mix: LoadMix,
  request: MixRequest,
  stage: Stage,
  context: PickContext,
  lookup: Lookup,
): FeedLine {
  const at = `mix.${request.name}`;
  const { body, contentType } = renderBody(request, lookup, `${at}.body`);
  const templates = {
    accept: 'application/json',
    'accept-encoding': 'gzip',
    ...contentType,
    ...lowerCased(mix.headers),
    ...lowerCased(request.headers),
  };
  const headers = Object.entries(templates).map(([key, value]) => {
    return [
      key,
      oneLine(renderHeader(value, lookup, `${at}.headers.${key}`), `${at}.headers.${key}`),
    ] as const;
  });
  return {
    sequence: context.sequence,
    part: stage.part,
    phase: stage.phase,
    name: request.name,
    method: request.method,
    path: renderText(request.path, lookup, `${at}.path`, true),
    headers: Object.fromEntries(headers),
    ...(body === undefined ? {} : { body }),
    user: context.user,
    expected: renderExpectation(request.expect, lookup, `${at}.expect`),
  };
}

/** A line end in a header would begin another one. */
function oneLine(value: string, where: string): string {
  if (!/[\r\n\0]/.test(value)) return value;
  throw new LoadError(
    'mix-invalid',
    `${where}: expected one line, got ${JSON.stringify(value.slice(0, 60))}`,
  );
}

function lowerCased(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([key, value]) => [key.toLowerCase(), value]));
}

interface RenderedBody {
  body?: FeedLine['body'];
  contentType?: { 'content-type': string };
}

function renderBody(request: MixRequest, lookup: Lookup, where: string): RenderedBody {
  const template = request.body;
  if (template === undefined) return {};
  if ('json' in template) {
    const body = JSON.stringify(renderJson(template.json, lookup, where));
    return { body, contentType: { 'content-type': 'application/json' } };
  }
  const fieldsOf = (fields: Record<string, string>) => {
    return Object.entries(fields).map(([key, value]) => [key, renderText(value, lookup, `${where}.${key}`)]);
  };
  if ('form' in template) {
    const body = new URLSearchParams(fieldsOf(template.form)).toString();
    return { body, contentType: { 'content-type': 'application/x-www-form-urlencoded' } };
  }
  const { file, fileName, contentType, field, fields } = template.upload;
  return {
    body: {
      file: renderText(file, lookup, `${where}.upload.file`),
      fileName: renderText(fileName, lookup, `${where}.upload.fileName`),
      contentType,
      field,
      fields: Object.fromEntries(fieldsOf(fields)) as Record<string, string>,
      suffix: `\n${String(lookup('unique'))}`,
    },
  };
}
