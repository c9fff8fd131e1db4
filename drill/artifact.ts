import { copyFile, cp, mkdir, open, readFile, readdir, stat, truncate, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** One file, or a folder of them, that the team's backup command left behind. */
export interface Artifact {
  readonly path: string;
  readonly kind: 'file' | 'folder';
}

export interface ArtifactFile {
  readonly path: string;
  readonly sizeBytes: number;
}

/** A way to damage a copy of the artifact. */
export interface Damage {
  readonly id: 'flipped-byte' | 'cut-short';
  /** `text` stands in a row that was backed up. Says in words what was done. */
  readonly apply: (artifact: Artifact, text: string) => Promise<string>;
}

/** A larger dump is not searched for a text. */
const searchedBytes = 256 * 1024 * 1024;
/** What is missing is then the end alone, where indexes and constraints stand. */
const keptShare = 0.95;

/** A fresh place for an artifact: a folder is made, a file is the command's own to make. */
export async function placeArtifact(folder: string, kind: Artifact['kind']): Promise<Artifact> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, kind === 'folder' ? 'artifact' : 'artifact.backup');
  if (kind === 'folder') await mkdir(path);
  return { path, kind };
}

/** Its files, the largest first; none where nothing is there. */
export async function artifactFiles({ path, kind }: Artifact): Promise<readonly ArtifactFile[]> {
  const entries = kind === 'file' ? [path] : await filesBelow(path);
  const sized = await Promise.all(
    entries.map(async (file) => {
      const found = await stat(file).catch(() => null);
      return found?.isFile() === true ? [{ path: file, sizeBytes: found.size }] : [];
    }),
  );
  return sized.flat().sort((a, b) => b.sizeBytes - a.sizeBytes || (a.path < b.path ? -1 : 1));
}

export async function copyArtifact(artifact: Artifact, folder: string): Promise<Artifact> {
  const copy = await placeArtifact(folder, artifact.kind);
  if (artifact.kind === 'file') await copyFile(artifact.path, copy.path);
  else await cp(artifact.path, copy.path, { recursive: true });
  return copy;
}

/** What disks and transfers do to backups: a byte that turns, and an end that never arrived. */
export const damages: readonly Damage[] = [
  {
    id: 'flipped-byte',
    async apply(artifact, text) {
      const dump = await dumpOf(artifact);
      // Where texts stand as they are, the middle may lie in a page that the database no longer uses.
      const found = await changeText(dump, text);
      if (found > 0) return `one text changed at ${found} places in ${nameIn(artifact, dump)}`;
      const file = await largest(artifact);
      const at = Math.floor(Math.max(0, file.sizeBytes - 1) / 2);
      await flipByte(file.path, at);
      return `one byte flipped at ${at} of ${file.sizeBytes} in ${nameIn(artifact, file)}`;
    },
  },
  {
    id: 'cut-short',
    async apply(artifact) {
      const file = await dumpOf(artifact);
      const kept = Math.floor(file.sizeBytes * keptShare);
      await truncate(file.path, kept);
      return `${nameIn(artifact, file)} cut to ${kept} of ${file.sizeBytes} bytes`;
    },
  },
];

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

const nameIn = ({ path, kind }: Artifact, file: ArtifactFile): string =>
  kind === 'file' ? 'the artifact' : relative(path, file.path);

async function largest(artifact: Artifact): Promise<ArtifactFile> {
  const [file] = await artifactFiles(artifact);
  if (file === undefined) throw new Error(`expected a file in ${artifact.path}, got none`);
  return file;
}

/** One bit of each letter, so that a text stays a text. Answers how often it was found. */
async function changeText({ path, sizeBytes }: ArtifactFile, text: string): Promise<number> {
  if (sizeBytes > searchedBytes) return 0;
  const bytes = await readFile(path);
  let places = 0;
  for (let at = bytes.indexOf(text); at !== -1; at = bytes.indexOf(text, at + 1)) {
    for (let letter = 0; letter < text.length; letter += 1)
      bytes.writeUInt8(bytes.readUInt8(at + letter) ^ 1, at + letter);
    places += 1;
  }
  if (places > 0) await writeFile(path, bytes);
  return places;
}

/** One is the hardest to notice. Does nothing to an empty file. */
export async function flipByte(path: string, at: number): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1), 0, 1, at);
    if (bytesRead === 1) await file.write(Buffer.from([buffer.readUInt8(0) ^ 0xff]), 0, 1, at);
  } finally {
    await file.close();
  }
}

const dumpBeginnings = ['PGDMP', 'SQLite format 3\0', '-- PostgreSQL database dump', '--\n-- PostgreSQL'];
const dumpName = /\.(dump|sql|backup|db|sqlite3?|pgdump|tar)(\.(gz|zst|xz|bz2|lz4))?(\.(enc|gpg|age))?$/u;

/** Beside it may lie photos that are larger: a dump is told by its first bytes, else its name, else its size. */
async function dumpOf(artifact: Artifact): Promise<ArtifactFile> {
  const files = await artifactFiles(artifact);
  for (const file of files) {
    const beginning = await firstBytes(file.path);
    if (dumpBeginnings.some((text) => beginning.startsWith(text))) return file;
  }
  return files.find(({ path }) => dumpName.test(path)) ?? largest(artifact);
}

async function firstBytes(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const bytes = Buffer.alloc(32);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
    return bytes.subarray(0, bytesRead).toString('latin1');
  } finally {
    await file.close();
  }
}
