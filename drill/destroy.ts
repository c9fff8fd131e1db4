import { existsSync } from 'node:fs';
import { databasePlace } from './database-engine.ts';
import { answers } from '../stack/answers.ts';
import { DrillError } from './drill-error.ts';
import type { DrillStacks } from './drill-context.ts';

/**
 * The disaster: the driver kills every part and deletes what it stored. Then looks with its own eyes: nothing answers
 * any more, and the database's files are gone. @throws DrillError `not-destroyed` naming what is still there.
 */
export async function destroyMain({ main, destroy }: DrillStacks): Promise<void> {
  const { sql } = main.access;
  // A database that does not say where it lies is judged by its silence alone.
  const place = sql === undefined ? undefined : await databasePlace(sql).catch(() => undefined);
  const endpoints = main.components.map(({ name, role, endpoint }) => ({ name, role, endpoint }));
  await destroy(main);
  const left: string[] = [];
  for (const { name, role, endpoint } of endpoints) {
    if (role !== 'front' && (await answers(endpoint))) left.push(`${name} answers on port ${endpoint.port}`);
  }
  if (place !== undefined && existsSync(place)) left.push(`the database's files are in ${place}`);
  if (left.length === 0) return;
  throw new DrillError(
    'not-destroyed',
    `expected nothing but the backup to be left, got: ${left.join('; ')}; what is restored beside it proves nothing`,
  );
}
