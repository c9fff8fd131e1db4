import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../stack/ports.ts';
import { processDriver } from '../../stack/process/driver.ts';
import type { EmptyStack, StackOptions } from '../../stack/stack-driver.ts';
import type { StartedStack } from '../../stack/started-stack.ts';
import type { Access } from '../../stack/facts.ts';
import type { HooksInput } from '../../targets/schema/hooks.ts';

/** An empty place beside a deployment, and what hooks say of both. */
export interface ScratchServices extends AsyncDisposable {
  readonly given: Partial<HooksInput>;
  readonly environment: Readonly<Record<string, string>>;
}

const timeoutMs = 120_000;
export const startWithin =
  'i=0; until [ -e started ]; do sleep 0.1; i=$((i+1)); [ $i -lt 900 ] || exit 1; done';

/** Starts a database and a bucket; the hooks' start command has the system started there, by this process. */
export async function startScratch(
  main: StartedStack,
  options: StackOptions,
  folder: string,
): Promise<ScratchServices> {
  const frontPorts = { httpsPort: await freePort(), httpPort: await freePort() };
  const empty = await processDriver.startEmpty({ ...options, frontPorts });
  const release = options.prepared.folder;
  const run = async (name: string, operate: EmptyStack['operate'], line: string) => {
    const file = join(folder, `${name}.env`);
    writeFileSync(file, await exported(operate), { mode: 0o600 });
    return { command: `. '${file}' && cd '${release}' && ${line}`, timeoutMs };
  };
  const abort = new AbortController();
  const brought = bringUpWhenAsked(empty, folder, abort.signal);
  const scratch = {
    ...bucketOf('SCRATCH'),
    database: { engine: 'postgres', urlVariable: 'SCRATCH_URL' },
  } as const;
  const connect = `127.0.0.1:${frontPorts.httpsPort}`;
  return {
    environment: { ...variables('SCRATCH', empty.access), ...variables('MAIN', main.access) },
    given: {
      database: { engine: 'postgres', urlVariable: 'MAIN_URL' },
      bucket: { ...bucketOf('MAIN').bucket, ...placeOf(main.access) },
      commands: {
        backup: await run('main', main.operate, 'sh operations/backup.sh "{artifact}"'),
        restore: {
          ...(await run(
            'scratch',
            (command) => empty.operate(command),
            'sh operations/restore.sh "{artifact}"',
          )),
          scratch: {
            ...scratch,
            bucket: { ...scratch.bucket, ...placeOf(empty.access) },
            start: { command: `touch start-please; ${startWithin}`, timeoutMs },
            connect,
          },
        },
      },
    },
    async [Symbol.asyncDispose]() {
      abort.abort();
      const restored = await brought;
      await (restored ?? empty)[Symbol.asyncDispose]();
    },
  };
}

export async function bringUpWhenAsked(empty: EmptyStack, folder: string, signal: AbortSignal) {
  while (!existsSync(join(folder, 'start-please'))) {
    if (signal.aborted) return undefined;
    await pause(50);
  }
  const restored = await empty.bringUp();
  writeFileSync(join(folder, 'started'), '');
  return restored;
}

/** What the team's commands see there, for a shell. */
async function exported(operate: EmptyStack['operate']): Promise<string> {
  const { stdout } = await operate({ program: 'env', arguments: ['-0'], timeoutMs: 10_000 });
  const lines = stdout.split('\0').filter((line) => /^[A-Z_0-9]+=/u.test(line));
  return lines.map((line) => `export ${line.replace('=', "='")}'\n`).join('');
}

const bucketOf = (name: string) => ({
  bucket: { accessKeyVariable: `${name}_S3_KEY`, secretKeyVariable: `${name}_S3_SECRET` },
});

function placeOf({ objects }: Pick<Access, 'objects'>) {
  if (!objects) throw new Error('expected a bucket, got none');
  const { endpoint, region, bucket } = objects;
  return { endpoint, region, bucket };
}

function variables(name: string, { sql, objects }: Pick<Access, 'sql' | 'objects'>) {
  return {
    [`${name}_URL`]: sql?.engine === 'postgres' ? sql.url : '',
    [`${name}_S3_KEY`]: objects?.accessKeyId ?? '',
    [`${name}_S3_SECRET`]: objects?.secretAccessKey ?? '',
  };
}
