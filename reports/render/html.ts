import { plainText } from '../plain-text.ts';

/** Markup that is safe to put into a page: made by `html`, or declared so by `asIs`. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

export type HtmlValue = Html | string | number | null | undefined | false | readonly HtmlValue[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return plainText(text).replaceAll(/[&<>"']/gu, (character) => entities[character] ?? '');
}

function markupOf(value: HtmlValue): string {
  if (value instanceof Html) return value.markup;
  if (value === null || value === undefined || value === false) return '';
  if (typeof value === 'string') return escape(value);
  if (typeof value === 'number') return String(value);
  return value.map(markupOf).join('');
}

/** Markup with every value escaped, for text and for quoted attributes. Nothing is trusted unless it is Html. */
export function html(literals: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  const parts = literals.map((literal, at) => literal + markupOf(values[at]));
  return new Html(parts.join(''));
}

/** Markup of our own that needs no escaping. Never for anything that comes from a verdict. */
export function asIs(markup: string): Html {
  return new Html(markup);
}
