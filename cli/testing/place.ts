import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The checkout. */
export const root = dirname(dirname(import.meta.dirname));

/** A run's surroundings, of its own: what is left in them is what the run has left. */
export interface Place extends Disposable {
  readonly folder: string;
  /** TMPDIR of what runs here. */
  readonly temporary: string;
  /** `--reports` of what runs here. */
  readonly reports: string;
  /** Writes a file below the folder, and hands back its path. */
  write(path: string, text: string): string;
  /** Ids of the runs that have begun. */
  runs(): readonly string[];
}

/** Others must be able to pass: PostgreSQL's server is another user where Golive is root. */
export function makePlace(): Place {
  const folder = mkdtempSync(join(tmpdir(), 'cli-test-'));
  chmodSync(folder, 0o755);
  const temporary = join(folder, 'tmp');
  const reports = join(folder, 'reports');
  mkdirSync(temporary, { mode: 0o755 });
  return {
    folder,
    temporary,
    reports,
    write(path, text) {
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      return file;
    },
    runs: () =>
      existsSync(reports) ? readdirSync(reports).filter((name) => !name.startsWith('latest')) : [],
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A target module: the reference target, changed by these statements. */
export function changedTarget(place: Place, statements: string): string {
  const from = JSON.stringify(join(root, 'targets', 'reference.ts'));
  const text = `import { target as reference } from ${from};\nexport const target = structuredClone(reference);\n${statements}\n`;
  return place.write('target.mjs', text);
}
