import { stampParts } from '../targets/schema/operations.ts';

const placeholder = /\{(\w+)\}/gu;

/** What a backup of this moment is called, in UTC. */
export function backupName(pattern: string, atMs: number): string {
  const [year, month, day, hour, minute, second] = new Date(atMs).toISOString().split(/[-:T.]/u);
  const parts: Readonly<Record<string, string | undefined>> = { year, month, day, hour, minute, second };
  return pattern.replace(placeholder, (text, part: string) => parts[part] ?? text);
}

/** The latest moment that a name speaks of: a day that says no hour lasts to its end. Null for any other name. */
export function backupTime(pattern: string, name: string): number | null {
  const parts = [...pattern.matchAll(placeholder)].map(([, part]) => part);
  const texts = pattern.split(placeholder).filter((_, index) => index % 2 === 0);
  const escaped = texts.map((text) => text.replaceAll(/[.*+?^${}()|[\]\\]/gu, '\\$&'));
  const groups = parts.map((part) => (part === 'year' ? '(\\d{4})' : '(\\d{2})'));
  const found = new RegExp(`^${escaped.map((text, at) => text + (groups[at] ?? '')).join('')}$`, 'u').exec(
    name,
  );
  if (found === null) return null;
  const said = new Map(parts.map((part, at) => [part, Number(found[at + 1])]));
  const [year = 0, month = 1, day = 1, hour = 23, minute = 59, second = 59] = stampParts.map((part) =>
    said.get(part),
  );
  return Date.UTC(year, month - 1, day, hour, minute, second, 999);
}
