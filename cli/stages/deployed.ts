import { deployedChecks } from '../../checks/deployed.ts';
import { askDeployed } from '../../drill/deployed/ask-deployed.ts';
import { environment } from '../../stack/environment.ts';
import { recipeRun } from '../../stack/process/run-command.ts';
import { readSource as readFiles } from '../../stack/source/read-source.ts';
import { StackError } from '../../stack/stack-error.ts';
import type { Stage } from './stage.ts';

/** What only a deployment can be asked: its name, certificate, ports and version, and whether it is like another. */
export const deployedStage: Stage = {
  name: 'deployed',
  summary: 'looks at the name, the certificate, the ports and the version of what is deployed',
  writes: 'nothing',
  budgetMs: 20_000,
  deadlineMs: 120_000,
  suites: ['deployed'],
  async run({ main, observe, report, signal, wants, request, reaper, prepared }) {
    if (!main) throw new StackError('not-ready', 'expected the stack to be up, it is not');
    const { attached, facts } = main;
    // As it is stated: what of it the hooks do not reach is what a deployment is asked for here.
    const { target } = request;
    if (!attached || !wants(deployedChecks.map(({ id }) => id))) return;
    const checkout = prepared?.source ?? request.source;
    const folder = prepared?.temporary === true ? prepared.folder : checkout;
    const run = recipeRun({ spawn: reaper.spawn, folder: '/', environment: environment.forSystems });
    const readSource = async () =>
      checkout === undefined || folder === undefined ? undefined : await readFiles({ checkout, folder, run });
    await askDeployed({ target, facts, attached, observe, report, signal, readSource, wants });
  },
};
