import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fieldMask } from '../evidence/mask-fields.ts';
import { learnSecretsOf, promote } from '../evidence/promote.ts';
import { learningRedactor, type LearningRedactor } from '../evidence/redact.ts';
import { personalOf } from './personal-of.ts';
import type { RunContext } from './run-context.ts';

/**
 * Brings the results of allure-playwright's own reporter into the run's folder, redacted as every artifact is.
 * What cannot be opened, and so cannot be cleaned, is left out and said.
 */
export function collectAllure({ temporaryFolder, runFolder, secrets, report, request }: RunContext): void {
  const redactor = learningRedactor(secrets());
  const mask = fieldMask(personalOf({ request }).fields);
  for (const play of readdirSync(temporaryFolder).filter((name) => name.startsWith('p-'))) {
    const folder = join(temporaryFolder, play, 'allure-results');
    if (!existsSync(folder)) continue;
    // All of them first: what a trace shows to be secret may stand in the result beside it.
    for (const name of readdirSync(folder)) tryLearning(join(folder, name), redactor);
    for (const name of readdirSync(folder)) {
      try {
        promote(join(folder, name), join(runFolder, 'allure-results', name), (text) =>
          mask(redactor.redact(text)),
        );
      } catch (error) {
        report(
          `left out of the Allure results: ${name}: ${error instanceof Error ? error.message : String(error)}`,
        );
      }
    }
  }
}

function tryLearning(file: string, redactor: LearningRedactor): void {
  try {
    learnSecretsOf(file, redactor);
  } catch {
    // It will not be promoted, and that is said then.
  }
}
