import { execFile } from 'node:child_process';
import { delimiter, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { TestFieldbook } from '../../server/testing/fieldbook.ts';

const run = promisify(execFile);

export type OperationScript = 'backup' | 'restore' | 'nightly';

/** Runs one of the team's commands with the environment of a Fieldbook; rejects where it does not end with 0. */
export const playScript = (
  fieldbook: TestFieldbook,
  script: OperationScript,
  folder: string,
  overrides: Record<string, string> = {},
): Promise<{ stdout: string; stderr: string }> => {
  const path = fileURLToPath(new URL(`../${script}.sh`, import.meta.url));
  const node = dirname(process.execPath);
  const env = {
    ...process.env,
    ...fieldbook.environment,
    PATH: `${node}${delimiter}${process.env['PATH'] ?? ''}`,
    ...overrides,
  };
  return run('sh', [path, folder], { env });
};
