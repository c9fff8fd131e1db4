import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promote } from '../evidence/promote.ts';
import { redactor } from '../evidence/redact.ts';
import type { RunContext } from './run-context.ts';

/**
 * Brings the results of allure-playwright's own reporter into the run's folder, redacted as every artifact is.
 * What cannot be opened, and so cannot be cleaned, is left out and said.
 */
export function collectAllure({ temporaryFolder, runFolder, secrets, report }: RunContext): void {
  const redact = redactor(secrets());
  for (const play of readdirSync(temporaryFolder).filter((name) => name.startsWith('p-'))) {
    const folder = join(temporaryFolder, play, 'allure-results');
    if (!existsSync(folder)) continue;
    for (const name of readdirSync(folder)) {
      try {
        promote(join(folder, name), join(runFolder, 'allure-results', name), redact);
      } catch (error) {
        report(
          `left out of the Allure results: ${name}: ${error instanceof Error ? error.message : String(error)}`,
        );
      }
    }
  }
}
