import { lstat, readdir, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { draftsName, environment } from '../environment.ts';
import { markerFile, markerSchema, type Marker } from './owner.ts';

/** Temporary folders of this user's runs, those that a marker speaks for. */
export async function markedFolders(isMeant: (marker: Marker) => boolean): Promise<string[]> {
  const found: string[] = [];
  for (const parent of [environment.temporaryFolder, join(environment.cacheFolder, draftsName)]) {
    const place = await realpath(parent).catch(() => parent);
    const names = (await readdir(place).catch(() => [])).filter((name) => name.startsWith('golive-'));
    for (const folder of names.map((name) => join(place, name))) {
      const marker = await readMarker(folder);
      if (marker !== null && isMeant(marker)) found.push(folder);
    }
  }
  return found;
}

/** Null for a folder that no run of this user has marked: anybody may write into a temporary folder. */
async function readMarker(folder: string): Promise<Marker | null> {
  const place = await lstat(folder).catch(() => null);
  if (place === null || !place.isDirectory() || place.uid !== process.getuid?.()) return null;
  const text = await readFile(join(folder, markerFile), 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    return markerSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
