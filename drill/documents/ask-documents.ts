import { stackFidelity } from '../../stack/fidelity.ts';
import type { DocumentQuestion, DocumentsContext, Row } from './documents-context.ts';
import { open } from './documents-context.ts';
import { askBuilt } from './built.ts';
import { askFromEmpty } from './from-empty.ts';
import { askOwnTests } from './own-tests.ts';
import { askProcedures } from './procedures.ts';
import { askRuntimes } from './runtimes.ts';

type Asker = (question: DocumentQuestion) => Promise<void>;

const askers: readonly { readonly checks: readonly string[]; readonly ask: Asker }[] = [
  { checks: ['runtimes.as-required'], ask: askRuntimes },
  { checks: ['build.as-documented'], ask: askBuilt },
  { checks: ['migrations.from-empty'], ask: askFromEmpty },
  { checks: ['procedures.as-written'], ask: askProcedures },
  { checks: ['tests.own', 'tests.coverage'], ask: askOwnTests },
];

/** Asks what the release's documents promise. What could not be asked is inconclusive, and says why. */
export async function askDocuments(context: DocumentsContext): Promise<void> {
  const { observe, wants, signal, ...shared } = context;
  const fidelity = stackFidelity(context.stack.facts);
  for (const { checks, ask } of askers) {
    const due = checks.filter((check) => wants([check]));
    const [first] = due;
    if (first === undefined || signal.aborted) continue;
    let told = false;
    const tell = (row: Row, check = first): void => {
      told = true;
      if (due.includes(check)) observe('main', { check, fidelity, ...row });
    };
    try {
      await ask({ ...shared, signal, tell });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (!told) for (const check of due) tell(open('an answer', reason), check);
    }
  }
}
