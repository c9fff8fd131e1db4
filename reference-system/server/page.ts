import type { Page } from './contract.ts';
import type { Call, Reply } from './call.ts';
import { ok } from './call.ts';
import { invalid } from './errors.ts';

export interface PageQuery {
  page: number;
  pageSize: number;
  offset: number;
  /** The fields asked for; null means all. */
  fields: readonly string[] | null;
}

const maxPageSize = 100;
const maxPage = 1_000_000;

const wholeNumber = (call: Call, name: string, fallback: number, max: number): number => {
  const raw = call.query.get(name);
  if (raw === null) return fallback;
  const value = /^[0-9]{1,9}$/.test(raw) ? Number(raw) : 0;
  if (value < 1 || value > max) throw invalid(name, `${name} must be a whole number from 1 to ${max}`);
  return value;
};

const fieldsOf = (call: Call, known: readonly string[]): readonly string[] | null => {
  const raw = call.query.get('fields');
  if (raw === null) return null;
  const asked = raw.split(',');
  const unknown = asked.find((field) => !known.includes(field));
  if (unknown !== undefined) {
    throw invalid('fields', `fields must be some of ${known.join(', ')}, got "${unknown.slice(0, 60)}"`);
  }
  return asked;
};

/** Reads page, pageSize and fields; 400 on anything out of bounds. */
export const pageOf = (call: Call, knownFields: readonly string[]): PageQuery => {
  const page = wholeNumber(call, 'page', 1, maxPage);
  const pageSize = wholeNumber(call, 'pageSize', 25, maxPageSize);
  return { page, pageSize, offset: (page - 1) * pageSize, fields: fieldsOf(call, knownFields) };
};

/** The fields of a record that a list may be asked for; the compiler keeps it complete. */
export const fieldsFor = <T>(fields: Record<keyof T & string, true>): readonly string[] =>
  Object.keys(fields);

export const pageReply = <T extends object>(query: PageQuery, items: T[], total: number): Reply => {
  const page: Page<Partial<T>> = {
    items: query.fields === null ? items : items.map((item) => pick(item, query.fields ?? [])),
    page: query.page,
    pageSize: query.pageSize,
    total,
  };
  return ok(page);
};

const pick = <T extends object>(item: T, fields: readonly string[]): Partial<T> => {
  const picked: Partial<T> = {};
  for (const field of fields) {
    if (field in item) picked[field as keyof T] = item[field as keyof T];
  }
  return picked;
};
