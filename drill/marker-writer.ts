import { randomBytes } from 'node:crypto';
import { openHttp } from '../stack/clients/http.ts';
import { accountOf, signIn } from '../stack/clients/session.ts';
import { openSql } from '../stack/clients/sql.ts';
import type { Access } from '../stack/facts.ts';
import { StackError } from '../stack/stack-error.ts';
import type { StartedStack } from '../stack/started-stack.ts';
import { readPointer } from '../targets/pointer.ts';

/** One person who is signed in and makes one marked write after the other. */
export interface MarkerWriter extends AsyncDisposable {
  /** @throws StackError `refused` with what the system said. Resolves with the marker. */
  write(): Promise<string>;
  /** Texts that every row of these writes holds: the markers' beginning, and ids that the system gave the records. */
  texts(): readonly string[];
}

/** Of the drill alone, so that limits for one address are not shared with phones. */
const sourceAddress = '127.0.3.1';

/** Shorter ids (42) would be found in rows that have nothing to do with them. */
const shortestTellingId = 16;

/** Signs in: whatever that writes is written before the first fingerprint is taken. */
export async function openMarkerWriter(stack: StartedStack): Promise<MarkerWriter> {
  const { target, access, facts } = stack;
  const { role, request, status, take } = target.operations.marker.write;
  const http = openHttp({ facts, access, sourceAddress });
  try {
    const session = await signIn(http, { target, account: accountOf(target, access, role), role });
    const beginning = `drill-${randomBytes(6).toString('hex')}`;
    const learned = new Set<string>();
    let sent = 0;
    return {
      async write() {
        const marker = `${beginning}-${(sent += 1)}`;
        const answer = await session.send(request, { unique: marker, marker });
        if (!status.includes(answer.status)) {
          const seen = `${answer.status} ${answer.text.replace(/\s+/gu, ' ').slice(0, 160)}`;
          const asked = `${request.method} ${request.path}`;
          throw new StackError('refused', `${asked}: expected ${status.join('/')}, saw ${seen}`);
        }
        for (const pointer of Object.values(take)) {
          const id = readPointer(answer.json(), pointer);
          if (typeof id === 'string' && id.length >= shortestTellingId) learned.add(id);
        }
        return marker;
      },
      texts: () => [`${beginning}-`, ...learned],
      [Symbol.asyncDispose]: () => http.close(),
    };
  } catch (error) {
    await http.close();
    throw error;
  }
}

/** Which of the markers the database holds, asked by the target's own query, past the application. */
export async function findMarkers(
  sql: NonNullable<Access['sql']>,
  query: string,
  markers: readonly string[],
): Promise<ReadonlySet<string>> {
  await using client = openSql(sql);
  const found = new Set<string>();
  for (const marker of markers) {
    const rows = await client.query(query, [marker]);
    if (Number(rows[0]?.['n'] ?? 0) > 0) found.add(marker);
  }
  return found;
}
