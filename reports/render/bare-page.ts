import { createHash } from 'node:crypto';
import { asIs, html, type HtmlValue } from './html.ts';
import { stylesheet } from './stylesheet.ts';

const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(stylesheet).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');
const style = asIs(`<style>${stylesheet}</style>`);

/** A page of figures that no verdict is beside: one file, without script, in the report's own dress. */
export function barePage(title: string, body: HtmlValue): string {
  const page = html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content="${policy}" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="referrer" content="no-referrer" />
      <title>${title}</title>
      ${style}
    </head>
    <body>
      ${body}
    </body>
  </html>`;
  return `<!doctype html>\n${page.markup}\n`;
}
