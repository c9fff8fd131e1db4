import { setTimeout as pause } from 'node:timers/promises';
import { join, sep } from 'node:path';
import type { Fingerprint } from '../stack/fingerprint/fingerprint.ts';
import type { StartedStack } from '../stack/started-stack.ts';
import { artifactFiles, placeArtifact, type Artifact } from './artifact.ts';
import { raceBackup, type BackupRace } from './backup-race.ts';
import { isUsable, judgeBackup } from './backup-judgement.ts';
import type { StatePair } from './compare-states.ts';
import { atOneMoment } from './database-engine.ts';
import type { BackupMethod } from './backup-method.ts';
import { DrillError } from './drill-error.ts';
import type { DrillLog } from './drill-log.ts';
import { findMarkers, openMarkerWriter, type MarkerWriter } from './marker-writer.ts';
import { takeState } from './system-state.ts';
import type { CommandEnd } from './team-command.ts';

/** Eight a second: a person's address may have a limit of ten. */
const restMs = 125;

/** All that the comparison needs later, when the system is gone. */
export interface Backup {
  readonly artifact: Artifact;
  readonly artifactBytes: number;
  readonly race: BackupRace<CommandEnd>;
  readonly pair: StatePair;
  /** As of the very moment that the backup speaks of, racing rows and all; null where its command takes no snapshot. */
  readonly moment: Fingerprint | null;
  /** Texts that every racing row holds. */
  readonly leaveOut: readonly string[];
  /** Markers that the database held when the writer had stopped; null without SQL access. */
  readonly stored: ReadonlySet<string> | null;
  /** Something was left that can be restored. */
  readonly isUsable: boolean;
}

/**
 * Backs up by the method while one person keeps writing, and remembers what was there: a fingerprint
 * before the first write and one after the last, with the racing rows left out, so that all else must be equal
 * exactly. The person signs in first: nothing else is written by the drill.
 */
export async function takeBackup(
  stack: StartedStack,
  method: BackupMethod,
  folder: string,
  log: DrillLog,
): Promise<Backup> {
  if (`${folder}${sep}`.startsWith(`${stack.folder}${sep}`)) {
    const message = `expected a folder for the backup outside ${stack.folder}, got ${folder}, which the disaster takes`;
    throw new DrillError('artifact-in-stack', message);
  }
  const { target, access } = stack;
  await using writer = await log.step('signing in the person who writes', () => openMarkerWriter(stack));
  const before = await log.step('taking the fingerprint before', () => takeState(target, access));
  const taken = await tryTwice({ stack, method, writer, log }, folder);
  const { race } = taken;
  const leaveOut = writer.texts();
  const after = await log.step('taking the fingerprint after', () => takeState(target, access, leaveOut));
  const markers = markersOf(race);
  const stored =
    access.sql === undefined ? null : await findMarkers(access.sql, target.operations.marker.query, markers);
  return {
    ...taken,
    pair: { before, after },
    leaveOut,
    stored,
    isUsable: isUsable(taken),
  };
}

interface Taking {
  readonly stack: StartedStack;
  readonly method: BackupMethod;
  readonly writer: MarkerWriter;
  readonly log: DrillLog;
}

type Taken = Pick<Backup, 'artifact' | 'artifactBytes' | 'race' | 'moment'>;

/**
 * A backup that failed is taken once more: to say whether it always fails, and so that what it can be restored to is
 * learned all the same. The failure stays in the evidence, and decides.
 */
async function tryTwice(taking: Taking, folder: string): Promise<Taken> {
  const first = await backUp(taking, join(folder, '1'), 1);
  const { exitCode } = first.race.result;
  // What did not end in time would not leave time for the rest.
  if (isUsable(first) || exitCode === null) return first;
  return await backUp(taking, join(folder, '2'), 2);
}

async function backUp(
  { stack, method, writer, log }: Taking,
  folder: string,
  attempt: number,
): Promise<Taken> {
  const artifact = await placeArtifact(folder, method.artifact);
  const again = attempt === 1 ? '' : ' once more';
  const { sql } = stack.access;
  const run = (snapshot: string) => method.backup(stack, { artifact, snapshot, signal: log.signal });
  let moment: Fingerprint | null = null;
  const race = await log.step(`backing up while writes go on${again}`, () =>
    raceBackup({
      write: () => writer.write(),
      backup: async () => {
        if (!method.takesSnapshot || sql?.engine !== 'postgres') return await run('');
        const taken = await atOneMoment(sql, run);
        moment = taken.moment;
        return taken.result;
      },
      rest: () => pause(restMs),
    }),
  );
  const sizes = (await artifactFiles(artifact)).map(({ sizeBytes }) => sizeBytes);
  const artifactBytes = sizes.reduce((sum, bytes) => sum + bytes, 0);
  for (const row of judgeBackup({ race, artifactBytes })) log.tell({ ...row, attempt });
  return { artifact, artifactBytes, race, moment };
}

/** Of every write that was confirmed. */
export function markersOf({ writes }: Pick<BackupRace<unknown>, 'writes'>): readonly string[] {
  return writes.flatMap(({ acknowledged }) => (acknowledged === null ? [] : [acknowledged.id]));
}
