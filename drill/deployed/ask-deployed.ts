import type { Observation } from '../../evidence/row.ts';
import type { AttachedFacts } from '../../stack/attach/deployment-facts.ts';
import type { StackFacts } from '../../stack/facts.ts';
import type { Source } from '../../stack/source/read-source.ts';
import { stackFidelity } from '../../stack/fidelity.ts';
import type { Target } from '../../targets/schema/target.ts';
import type { StageContext } from '../drill-context.ts';
import { askCertificate } from './certificate.ts';
import { askDrift } from './drift.ts';
import { askEnvironment } from './environment.ts';
import { askName } from './name.ts';
import { askKeptBackups } from './kept-backups.ts';
import { askPorts } from './ports.ts';
import { askPublishedValues } from './published-values.ts';
import { askStorage } from './storage.ts';
import { askTls } from './tls.ts';
import { askVersion } from './version.ts';
import { askWatchers } from './watchers.ts';

export type Row = Omit<Observation, 'fidelity'>;

export interface DeployedQuestion {
  readonly target: Target;
  readonly attached: AttachedFacts;
  readonly report: (message: string) => void;
  /** What the release was made of; undefined where nobody handed it over. */
  readSource(): Promise<Source | undefined>;
  tell(row: Row): void;
}

type Asker = (question: DeployedQuestion) => Promise<void>;

const askers: readonly { readonly checks: readonly string[]; readonly ask: Asker }[] = [
  { checks: ['name.leads-here'], ask: askName },
  { checks: ['certificate.trusted', 'certificate.renewed'], ask: askCertificate },
  { checks: ['tls.grade'], ask: askTls },
  { checks: ['environment.audit'], ask: askEnvironment },
  { checks: ['environment.not-published'], ask: askPublishedValues },
  { checks: ['ports.only-stated'], ask: askPorts },
  { checks: ['version.expected'], ask: askVersion },
  { checks: ['backups.kept'], ask: askKeptBackups },
  { checks: ['watch.alive'], ask: askWatchers },
  { checks: ['storage.encrypted'], ask: askStorage },
  { checks: ['drift.none'], ask: askDrift },
];

export interface DeployedContext extends StageContext {
  readonly target: Target;
  readonly facts: StackFacts;
  readonly attached: AttachedFacts;
  readonly readSource?: DeployedQuestion['readSource'];
  wants(checks: readonly string[]): boolean;
}

/** Asks what only a deployment can be asked. What could not be asked is inconclusive, and says why. */
export async function askDeployed(context: DeployedContext): Promise<void> {
  const { target, attached, report, signal, observe, facts } = context;
  const { readSource = () => Promise.resolve(undefined) } = context;
  const fidelity = stackFidelity(facts);
  for (const { checks, ask } of askers) {
    if (signal.aborted || !context.wants(checks)) continue;
    const told = new Set<string>();
    const tell = (row: Row): void => {
      told.add(row.check);
      // One look may answer two questions, of which one was not asked.
      if (!context.wants([row.check])) return;
      observe('main', { ...row, fidelity });
    };
    try {
      await ask({ target, attached, report, readSource, tell });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      for (const check of checks.filter((id) => !told.has(id))) {
        tell({ check, expected: 'an answer', actual: null, n: 0, outcome: 'inconclusive', reason });
      }
    }
  }
}
