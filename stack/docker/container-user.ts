import { chmod, chown, readdir } from 'node:fs/promises';
import { join } from 'node:path';

export interface ContainerUser {
  readonly uid: number;
  readonly gid: number;
}

/** Nobody's number on any system. */
const nobody = 65_534;

/** Whom the front runs as: never root, and else whoever has written its files. */
export function servingUser(): ContainerUser {
  const user = operatingUser();
  return user.uid === 0 ? { uid: nobody, gid: nobody } : user;
}

/** Whom the team's commands run as: what they write is then Golive's to read, damage and delete. */
export function operatingUser(): ContainerUser {
  return { uid: process.getuid?.() ?? nobody, gid: process.getgid?.() ?? nobody };
}

export function asText({ uid, gid }: ContainerUser): string {
  return `${uid}:${gid}`;
}

/** Makes a folder with all that is in it this user's own; what is written there by others of the run stays readable. */
export async function openTo({ uid, gid }: ContainerUser, folder: string): Promise<void> {
  if (uid === process.getuid?.()) return;
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  for (const entry of entries) {
    if (!entry.isSymbolicLink()) await chown(join(entry.parentPath, entry.name), uid, gid);
  }
  await chown(folder, uid, gid);
  await chmod(folder, 0o755);
}
