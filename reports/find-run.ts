import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ReportError } from './report-error.ts';

function latestName(runs: string): string {
  if (existsSync(join(runs, 'latest'))) return 'latest';
  const text = join(runs, 'latest.txt');
  if (existsSync(text)) return readFileSync(text, 'utf8').trim();
  throw new ReportError('no-run', `${runs}: expected a run, found none; golive verify makes one`);
}

/**
 * The folder of a run: by its id below `runs`, by its own path, or the latest.
 * @throws ReportError `no-run` naming where it was looked for.
 */
export function findRun(runs: string, named: string | undefined): string {
  const id = named ?? latestName(runs);
  const candidates = [join(runs, id), ...(named === undefined ? [] : [named])];
  const found = candidates.find((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory());
  if (found !== undefined) return found;
  throw new ReportError('no-run', `no run "${id}": expected a folder ${candidates.join(' or ')}`);
}
