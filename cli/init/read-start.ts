import type { Findings } from './findings.ts';
import type { SourceText } from './read-routes.ts';

/** What the files beside a system's own say of how its server is started, the most telling first. */
const places: readonly (readonly [file: RegExp, read: (text: string) => string | undefined])[] = [
  [/(?:^|\/)Procfile$/u, (text) => /^web:\s*(.+)$/mu.exec(text)?.[1]],
  [/(?:^|\/)Dockerfile[\w.]*$/u, commandOfImage],
  [/(?:^|\/)package\.json$/u, startOfPackage],
];

/** How the server is started, as Procfile, Dockerfile or package.json have it. */
export function readStart(files: readonly SourceText[]): Findings {
  for (const [file, read] of places) {
    for (const { where, text } of files.filter((source) => file.test(source.where))) {
      const value = read(text)?.trim();
      if (value !== undefined && value !== '') return { start: { value, where } };
    }
  }
  return {};
}

/** Of a compose file: the command of what is built from this very repository. */
export function commandOfCompose(document: unknown): string | undefined {
  const services: unknown = Object(Object(document)['services']);
  for (const service of Object.values(Object(services))) {
    const { build, command }: { build?: unknown; command?: unknown } = Object(service);
    if (build === undefined) continue;
    if (typeof command === 'string') return command.trim();
    if (Array.isArray(command)) return command.map((word) => quotedForShell(String(word))).join(' ');
  }
  return undefined;
}

/** The last one counts: a build in several steps ends with the image that runs. */
function commandOfImage(text: string): string | undefined {
  const joined = text.replaceAll(/\\\r?\n/gu, ' ');
  const command = [...joined.matchAll(/^\s*(?:CMD|ENTRYPOINT)\s+(.+)$/gimu)].at(-1)?.[1]?.trim();
  if (command?.startsWith('[') !== true) return command;
  try {
    const words: unknown = JSON.parse(command);
    return Array.isArray(words) ? words.map((word) => quotedForShell(String(word))).join(' ') : undefined;
  } catch {
    return undefined;
  }
}

function quotedForShell(word: string): string {
  return /^[\w@%+=:,./-]+$/u.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

function startOfPackage(text: string): string | undefined {
  try {
    const manifest = JSON.parse(text) as { scripts?: { start?: unknown } } | null;
    return typeof manifest?.scripts?.start === 'string' ? 'npm start' : undefined;
  } catch {
    return undefined;
  }
}
