import { deployedChecks } from '../../checks/deployed.ts';
import { askDeployed } from '../../drill/deployed/ask-deployed.ts';
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
  async run({ main, observe, report, signal, wants }) {
    if (!main) throw new StackError('not-ready', 'expected the stack to be up, it is not');
    const { attached, target, facts } = main;
    if (!attached || !wants(deployedChecks.map(({ id }) => id))) return;
    await askDeployed({ target, facts, attached, observe, report, signal, wants });
  },
};
