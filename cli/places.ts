import { join, resolve, sep } from 'node:path';
import { UsageError, type CommandInput } from './command.ts';

type Values = CommandInput['values'];

const isInstalled = import.meta.dirname.includes(`${sep}node_modules${sep}`);

/** Where runs lie unless somebody says otherwise: in the checkout, or where somebody stands who has Golive installed. */
export const runsFolder = isInstalled
  ? resolve('reports', 'runs')
  : join(import.meta.dirname, '..', 'reports', 'runs');

/** Where the runs' folders are made, and looked for. @throws UsageError */
export function readReportsFolder(values: Values): string {
  const value = values['reports'];
  if (typeof value !== 'string') return runsFolder;
  if (value === '') throw new UsageError('bad-value', '--reports: expected a folder, got nothing');
  return resolve(value);
}

/** @throws UsageError for what is no port that a plain user may listen on. */
export function readPort(values: Values): number | undefined {
  const value = values['port'];
  if (typeof value !== 'string') return undefined;
  const port = /^\d+$/u.test(value) ? Number(value) : Number.NaN;
  if (port >= 1024 && port <= 65_535) return port;
  throw new UsageError('bad-value', `--port: expected a number from 1024 to 65535, got "${value}"`);
}
