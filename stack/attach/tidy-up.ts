import type { Hooks } from '../../targets/schema/hooks.ts';
import type { Target } from '../../targets/schema/target.ts';
import { openHttp } from '../clients/http.ts';
import { accountOf, signIn, type Session } from '../clients/session.ts';
import { openSql } from '../clients/sql.ts';
import type { Access, StackFacts } from '../facts.ts';
import { readLedger } from '../ledger/ledger.ts';
import { removeRecords, type Tidied } from '../ledger/remove-records.ts';

export interface TidyOrder {
  readonly target: Target;
  readonly facts: Pick<StackFacts, 'front' | 'hostName'> &
    Partial<Pick<StackFacts, 'ledgerFile' | 'sourceAddresses'>>;
  readonly access: Access;
  readonly hooks: Pick<Hooks, 'removals'>;
}

const limitMs = 60_000;

/** Takes the run's records out of a deployment, by its ledger; also after Ctrl-C, within a minute. */
export async function tidyUp({ target, facts, access, hooks }: TidyOrder): Promise<Tidied> {
  const entries = readLedger(facts.ledgerFile ?? '');
  if (entries.length === 0) return { removed: 0, left: [] };
  // What it does itself is no record of the run.
  const { ledgerFile: _, ...silent } = facts;
  await using owned = new AsyncDisposableStack();
  const sessions = new Map<string, Promise<Session>>();
  const session = (role: string): Promise<Session> => {
    const known = sessions.get(role);
    if (known) return known;
    const http = openHttp({ facts: silent, access });
    owned.defer(() => http.close());
    const opened = signIn(http, { target, role, account: accountOf(target, access, role) });
    sessions.set(role, opened);
    return opened;
  };
  const sql = access.sql ? owned.use(openSql(access.sql, { write: true })) : undefined;
  const signal = AbortSignal.timeout(limitMs);
  return await removeRecords(entries, { target, removals: hooks.removals, sql, session, signal });
}
