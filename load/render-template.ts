import { LoadError } from './load-error.ts';
import type { JsonTemplate } from './mix.ts';
import type { Expectation } from './plan.ts';

/** The value of a placeholder for the request being rendered; undefined means that nobody knows it. */
export type Lookup = (placeholder: string) => string | number | boolean | null | undefined;

const PLACEHOLDER = /\{([A-Za-z][\w.-]*)\}/g;
const WHOLE = /^\{([A-Za-z][\w.-]*)\}$/;

/** Fills {placeholders} in text; `encode` is for paths. `where` names the field in the error. */
export function renderText(template: string, lookup: Lookup, where: string, encode = false): string {
  return template.replaceAll(PLACEHOLDER, (_match, name: string) => {
    const text = String(known(lookup, name, where));
    return encode ? encodeURIComponent(text) : text;
  });
}

/** Headers alone may keep `{token}`: it is the only substitution that engines make at run time. */
export function renderHeader(template: string, lookup: Lookup, where: string): string {
  return renderText(template, (name) => (name === 'token' ? '{token}' : lookup(name)), where);
}

/** Fills a JSON template; a string that is one placeholder keeps the value's own type. */
export function renderJson(template: JsonTemplate, lookup: Lookup, where: string): JsonTemplate {
  if (typeof template === 'string') {
    const whole = WHOLE.exec(template)?.[1];
    return whole === undefined ? renderText(template, lookup, where) : known(lookup, whole, where);
  }
  if (Array.isArray(template)) return template.map((item, at) => renderJson(item, lookup, `${where}/${at}`));
  if (template === null || typeof template !== 'object') return template;
  const entries = Object.entries(template).map(([key, value]) => [
    key,
    renderJson(value, lookup, `${where}/${key}`),
  ]);
  return Object.fromEntries(entries) as JsonTemplate;
}

/** Fills the expected values, so that an answer about another record is an error. */
export function renderExpectation(expect: Expectation, lookup: Lookup, where: string): Expectation {
  const pointers = expect.pointers.map((check) => {
    if (typeof check.equals !== 'string') return check;
    return { ...check, equals: renderJson(check.equals, lookup, `${where}${check.pointer}`) as string };
  });
  return { ...expect, pointers };
}

function known(lookup: Lookup, name: string, where: string) {
  const value = lookup(name);
  if (value !== undefined) return value;
  const message = name === 'token' ? '{token} in headers only' : `a known placeholder, got {${name}}`;
  throw new LoadError('mix-invalid', `${where}: expected ${message}`);
}
