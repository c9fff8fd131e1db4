import { asIs, type Html } from './html.ts';

const elements = new Set([
  'svg',
  'g',
  'line',
  'path',
  'rect',
  'circle',
  'polyline',
  'text',
  'tspan',
  'title',
]);
const attributes = new Set([
  ...['xmlns', 'viewBox', 'width', 'height', 'role', 'aria-label', 'x', 'y', 'x1', 'y1', 'x2', 'y2'],
  ...['cx', 'cy', 'r', 'rx', 'ry', 'd', 'points', 'transform', 'fill', 'stroke', 'stroke-width', 'opacity'],
  ...['stroke-dasharray', 'stroke-linejoin', 'stroke-linecap', 'text-anchor', 'dominant-baseline'],
  ...['font-family', 'font-size', 'font-weight'],
]);
const tag = /<(\/?)([a-zA-Z]+)((?:\s+[a-zA-Z0-9-]+="[^"<>]*")*)\s*(\/?)>/uy;
const text = /[^<>]+/uy;
const attribute = /([a-zA-Z0-9-]+)="([^"]*)"/gu;

function isPlain(list: string): boolean {
  return [...list.matchAll(attribute)].every(
    ([, name = '', value = '']) => attributes.has(name) && !/url\(|script:|\\/iu.test(value),
  );
}

/** True when this opening or closing tag may stand here; keeps `open` as the stack of what is open. */
function takes(match: RegExpExecArray, open: string[]): boolean {
  const [, closing, name = '', list = '', selfClosing] = match;
  if (!elements.has(name) || !isPlain(list)) return false;
  if (closing) return open.pop() === name;
  if (!selfClosing) open.push(name);
  return true;
}

/**
 * The picture as markup, when it is one SVG of shapes and text; undefined for anything else. A verdict.json may
 * come from elsewhere, and an SVG can carry scripts, links and style sheets.
 */
export function plainSvg(svg: string): Html | undefined {
  if (!svg.startsWith('<svg ')) return undefined;
  const open: string[] = [];
  let at = 0;
  while (at < svg.length) {
    tag.lastIndex = at;
    text.lastIndex = at;
    const match = tag.exec(svg);
    const next = match ?? text.exec(svg);
    if (!next || (match && !takes(match, open))) return undefined;
    at += next[0].length;
    if (open.length === 0 && at < svg.length) return undefined;
  }
  return open.length === 0 ? asIs(svg) : undefined;
}
