/**
 * The reaper: a small process in a session of its own that outlives its owner by a few seconds. When the pipe
 * on its standard input closes, for whatever reason, it ends what the run started and removes its folders.
 */
import { createInterface } from 'node:readline';
import { sweepLabelled } from '../docker/engine/sweep-labelled.ts';
import { endProcesses } from './end-processes.ts';
import { findProcesses, type KnownGroup } from './find-processes.ts';
import { markedFolders } from './marked-folders.ts';
import { ownerMessageSchema, readyLine, type OwnerMessage, type Reaped } from './messages.ts';
import { ownerLives, runVariable } from './owner.ts';
import { removeFolders } from './remove-folders.ts';

const [run = '', owner = ''] = process.argv.slice(2);
const groups = new Map<number, KnownGroup>();
const folders = new Set<string>();

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
// The owner may be gone: then nobody hears, and the work must be done all the same.
process.stdout.on('error', () => undefined);

function note(message: OwnerMessage): void {
  if (message.type === 'group') groups.set(message.group, message);
  else if (message.type === 'group-ended') groups.delete(message.group);
  else if (message.type === 'folder') folders.add(message.folder);
  else folders.delete(message.folder);
}

async function reap(): Promise<Reaped> {
  // What an owner could not say any more before it was killed is said by the folder itself.
  const own = await markedFolders((marker) => marker.run === run && marker.owner === owner);
  for (const folder of own) folders.add(folder);
  // An owner that was killed may have been in the middle of starting something.
  const quietLooks = ownerLives(owner) ? 1 : 3;
  const processes = await endProcesses({
    find: (seen) =>
      findProcesses({
        tagged: (variables) => variables.get(runVariable) === run,
        groups: [...groups.values()],
        folders: [...folders],
        seen,
      }),
    graceMs: 1_000,
    quietLooks,
  });
  // After the processes: one of them may have been making containers. The folders wait for no engine.
  const [containers, early] = await Promise.all([
    sweepLabelled({ run, isMeant: () => true, quietLooks }),
    removeFolders([...folders]),
  ]);
  // What a container, or a process that nobody could end, has written meanwhile.
  const late = await removeFolders([...folders]);
  return {
    ended: [...processes.ended.map(({ name, pid }) => `${name} (${pid})`), ...containers.removed],
    left: [...processes.left.map(({ name, pid }) => `${name} (${pid})`), ...containers.left, ...late.left],
    folders: [...new Set([...early.removed, ...late.removed])],
  };
}

const lines = createInterface({ input: process.stdin });
process.stdin.on('error', () => lines.close());
lines.on('line', (line) => {
  try {
    note(ownerMessageSchema.parse(JSON.parse(line)));
  } catch {
    // A line that was cut short by the owner's death: what it would have said is found by the tag.
  }
});
lines.on('close', () => {
  void reap().then((reaped) => process.stdout.write(`${JSON.stringify(reaped)}\n`));
});
process.stdout.write(`${readyLine}\n`);
