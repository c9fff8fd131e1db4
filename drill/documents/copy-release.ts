import { cp, mkdir, readdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';

/** Only read, and large. */
const installed: ReadonlySet<string> = new Set(['node_modules', '.venv', 'venv']);

/** A copy that may be written to; what was installed is linked, or left out. */
export async function copyRelease(
  from: string,
  to: string,
  { links }: { readonly links: boolean } = { links: true },
): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.name === '.git') continue;
    if (installed.has(entry.name)) {
      if (links) await symlink(source, target);
    } else if (entry.isDirectory()) await copyRelease(source, target, { links });
    else await cp(source, target, { verbatimSymlinks: true });
  }
}
