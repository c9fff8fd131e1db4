import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import { filesBelow } from '../../reports/kept/folder-size.ts';

/** Deeper than anything that a run writes: a text in base64 in a zip in a zip. */
const deepest = 7;

/** More than anything that a run packs; what base64 makes of a word may look like an archive of gigabytes. */
const largestBytes = 100_000_000;

function unpacked(bytes: Uint8Array): readonly Uint8Array[] {
  const head = Buffer.from(bytes.subarray(0, 4)).toString('hex');
  if (head === '504b0304') {
    const entries = unzipSync(bytes, { filter: ({ originalSize }) => originalSize < largestBytes });
    return [...Object.values(entries), Buffer.from(Object.keys(entries).join('\n'))];
  }
  return head.startsWith('1f8b08') ? [gunzipSync(bytes, { maxOutputLength: largestBytes })] : [];
}

/** @throws where a file of the run itself cannot be opened; what only looks like an archive is none. */
function opened(bytes: Uint8Array, depth: number): readonly Uint8Array[] {
  try {
    return unpacked(bytes);
  } catch (error) {
    if (depth === 0) throw error;
    return [];
  }
}

/** What else a text says once it is decoded: base64 in it, at each of the places where it may begin, and URL encoding. */
function* decoded(text: string): Generator<Uint8Array> {
  const runs = text.match(/[A-Za-z0-9+/_-]{16,}={0,2}/gu) ?? [];
  for (const run of new Set(runs)) {
    for (const from of [0, 1, 2, 3]) yield Buffer.from(run.slice(from), 'base64');
  }
  if (text.includes('%')) {
    yield Buffer.from(
      text.replaceAll(/(?:%[0-9a-f]{2})+/giu, (part) =>
        Buffer.from(part.replaceAll('%', ''), 'hex').toString('latin1'),
      ),
      'latin1',
    );
  }
  if (text.includes('\\'))
    yield Buffer.from(
      text
        .replaceAll(/\\u([0-9a-f]{4})/giu, (_all, code: string) =>
          String.fromCharCode(Number.parseInt(code, 16)),
        )
        .replaceAll('\\', ''),
    );
}

/** Is what these bytes hold worth a look? What base64 makes of a word is noise. */
const isReadable = (text: string): boolean => {
  const plain = text.match(/[\t\n\r -~]/gu)?.length ?? 0;
  return text.length >= 6 && plain / text.length > 0.7;
};

const isPicture = (bytes: Uint8Array): boolean =>
  ['ffd8ff', '89504e'].includes(Buffer.from(bytes.subarray(0, 3)).toString('hex'));

function* places(bytes: Uint8Array, wanted: readonly RegExp[], depth: number): Generator<string> {
  const text = Buffer.from(bytes).toString('latin1');
  for (const one of wanted) {
    const found = one.exec(text);
    if (found)
      yield `${one.source} at depth ${depth}: …${text.slice(Math.max(0, found.index - 80), found.index + 60)}…`;
  }
  // A picture’s own bytes hold no text that is packed.
  if (depth >= deepest || isPicture(bytes)) return;
  for (const inner of opened(bytes, depth)) yield* places(inner, wanted, depth + 1);
  for (const inner of decoded(text)) {
    if (depth < 2 || isReadable(Buffer.from(inner).toString('latin1'))) {
      if (isReadable(Buffer.from(inner).toString('latin1')) || inner[0] === 0x1f || inner[0] === 0x50)
        yield* places(inner, wanted, depth + 1);
    }
  }
}

/** Every place in these bytes where one of the patterns stands, after all that can be opened and decoded. */
export function searchBytes(bytes: Uint8Array, wanted: readonly RegExp[]): readonly string[] {
  return [...places(bytes, wanted, 0)];
}

/** The same of every file below a folder, its name included. */
export function searchFolder(folder: string, wanted: readonly RegExp[]): readonly string[] {
  // What is no file of its own, `latest` for one, holds nothing.
  const files = filesBelow(folder).filter(({ path }) => lstatSync(join(folder, path)).isFile());
  return files.flatMap(({ path }) => {
    const found = [
      ...searchBytes(Buffer.from(path), wanted),
      ...searchBytes(readFileSync(join(folder, path)), wanted),
    ];
    return found.map((place) => `${path}: ${place}`);
  });
}
