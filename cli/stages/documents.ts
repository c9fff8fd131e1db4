import { mkdtempSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { documentChecks } from '../../checks/documents.ts';
import { askDocuments } from '../../drill/documents/ask-documents.ts';
import { environment } from '../../stack/environment.ts';
import { runCommand } from '../../stack/process/run-command.ts';
import { StackError } from '../../stack/stack-error.ts';
import { whyNotApplicable } from '../../targets/capabilities.ts';
import type { RunContext } from '../run-context.ts';
import type { Stage } from './stage.ts';
import { stackOptions } from './stack-options.ts';

const capabilities = [...new Set(documentChecks.map(({ capability }) => capability))];

/** Does what the release's documents say, once and word for word, and looks what came of it. */
export const documentsStage: Stage = {
  name: 'documents',
  summary:
    'reads the documents for versions, builds, migrations and tests, and does as they say: word for word, in copies',
  writes: 'copies and an empty database of its own, thrown away; what the system’s own tests write',
  budgetMs: 60_000,
  deadlineMs: 1_200_000,
  suites: ['documents'],
  isFor: (target) => capabilities.some((name) => whyNotApplicable(target, name) === undefined),
  async run(context: RunContext) {
    const { main: stack, observe, report, signal, request, reaper, prepared, driver } = context;
    if (!stack) throw new StackError('not-ready', 'expected the stack to be up, it is not');
    if (request.profile !== 'acceptance' && request.only.length === 0) return;
    // Before all else the shims of a planted fault, as for the team's own commands.
    const path = [stack.shimFolder, dirname(process.execPath), environment.path].join(delimiter);
    const place = {
      spawn: reaper.spawn,
      folder: '/',
      environment: { ...environment.forSystems, PATH: path },
    };
    const missing = new Set(
      documentChecks
        .filter(({ capability }) => whyNotApplicable(request.target, capability) !== undefined)
        .map(({ id }): string => id),
    );
    await askDocuments({
      stack,
      prepared,
      documents: prepared?.temporary === true ? prepared.folder : prepared?.source,
      folder: mkdtempSync(join(context.temporaryFolder, 'documents-')),
      startEmpty: (name) => driver.startEmpty(stackOptions(context, name)),
      exec: (command) => runCommand(place, command),
      observe,
      report,
      signal,
      wants: (checks) => checks.some((check) => !missing.has(check) && context.wants([check])),
    });
  },
};
