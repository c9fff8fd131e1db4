import { existsSync } from 'node:fs';
import { appendFile, cp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { openSql } from '../../stack/clients/sql.ts';
import { StackError } from '../../stack/stack-error.ts';
import { databasePlace } from '../database-engine.ts';
import type { EmptyStack } from '../drill-context.ts';
import { lookUntil } from '../look-until.ts';
import { copyFolderToBucket } from './copy-objects.ts';
import { physicalParts } from './physical-parts.ts';
import { runTool } from './tool-run.ts';

const playedWithinMs = 120_000;

/**
 * Puts the cluster's files in the place of the empty stack's, plays the log up to the noted moment, and brings the
 * objects back. Nothing is touched before the files agree with their manifest. @throws ToolFailed | StackError
 */
export async function restorePhysically(
  empty: EmptyStack,
  folder: string,
  signal: AbortSignal,
): Promise<void> {
  const { database, access } = empty;
  const place = access.sql === undefined ? undefined : await databasePlace(access.sql);
  if (database === undefined || place === undefined || !existsSync(place)) {
    const message =
      '--method physical: expected a stack whose database rests while its files are replaced: --stack process';
    throw new StackError('unsupported', message);
  }
  const parts = physicalParts(folder);
  const until = (await readFile(parts.moment, 'utf8')).trim();
  const tool = (program: string, ...words: readonly string[]): Promise<void> =>
    runTool({ operate: (command) => empty.operate(command), signal }, program, words);
  await tool('pg_verifybackup', '--quiet', parts.base);
  await database.stop();
  const { uid, gid } = await stat(place);
  // The server reads the log from here: the folder of a person who is root is closed to it.
  const log = join(dirname(place), 'restored-log');
  await rm(place, { recursive: true });
  await cp(parts.base, place, { recursive: true, preserveTimestamps: true });
  await cp(parts.log, log, { recursive: true });
  await writeFile(join(place, 'recovery.signal'), '');
  await appendFile(join(place, 'postgresql.auto.conf'), recoverySettings(log, until));
  if (process.getuid?.() !== uid) await tool('chown', '-R', `${uid}:${gid}`, place, log);
  await tool('chmod', '0700', place);
  await database.start();
  await waitUntilPlayed(empty, signal);
  if (access.objects !== undefined) await copyFolderToBucket(parts.objects, access.objects);
}

const recoverySettings = (log: string, until: string): string =>
  [
    `restore_command = 'cp "${log}/%f" "%p"'`,
    `recovery_target_time = '${until}'`,
    `recovery_target_action = 'promote'`,
    '',
  ].join('\n');

/** It answers before it has played the whole log; whoever reads too early reads an older state. */
async function waitUntilPlayed({ access }: EmptyStack, signal: AbortSignal): Promise<void> {
  if (access.sql === undefined) return;
  await using server = openSql(access.sql);
  const look = async (): Promise<string> => {
    try {
      const [row] = await server.query('SELECT pg_is_in_recovery() AS recovers');
      return row?.['recovers'] === false ? 'played' : 'the server still recovers';
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  };
  const until = (seen: string): boolean => seen === 'played';
  const { seen, held } = await lookUntil({ look, until, withinMs: playedWithinMs, signal });
  if (held) return;
  const message = `expected the log to be played up to the moment within ${playedWithinMs} ms, last saw: ${seen}`;
  throw new StackError('not-ready', message);
}
