import { join } from 'node:path';
import { findLabelled } from '../../stack/docker/engine/labelled-things.ts';
import { labelNames } from '../../stack/docker/engine/labels.ts';
import type { HooksInput, Scratch } from '../../targets/schema/hooks.ts';
import { startWithin } from './scratch-services.ts';

type Commands = NonNullable<HooksInput['commands']>;

const timeoutMs = 120_000;
const commandOf = (command: string) => ({ command, timeoutMs });

/** Commands of hooks for a Fieldbook in containers, as its operators would write them: by `docker`. */
export async function containerCommands({
  run,
  databaseUrl,
  exchangeFolder,
  scratch,
}: {
  readonly run: string;
  /** As the containers reach it. */
  readonly databaseUrl: string;
  /** Found under the same path in the containers. */
  readonly exchangeFolder: string;
  readonly scratch: Pick<Scratch, 'connect' | 'database' | 'bucket'>;
}): Promise<Commands> {
  const main = await containersOf(run, 'deployed');
  const other = await containersOf(run, 'scratch');
  const shared = join(exchangeFolder, 'now');
  const out = `rm -rf '${shared}' && docker exec ${main('operations')} sh operations/backup.sh '${shared}' && cp -a '${shared}/.' "{artifact}"`;
  const back = `rm -rf '${shared}' && cp -a "{artifact}" '${shared}' && docker exec -e BACKUP_KEY ${other('operations')} sh operations/restore.sh '${shared}'`;
  const sql = (line: string) =>
    `docker exec ${other('database')} psql -q -v ON_ERROR_STOP=1 -h 127.0.0.1 -U postgres -c '${line}'`;
  const empty = [
    sql('drop database if exists reference with (force)'),
    sql('create database reference owner reference template template0'),
    `docker exec ${other('objects')} sh -c 'rm -rf /var/tmp/buckets/*/* /var/tmp/metadata/*/*'`,
  ];
  const store = join(exchangeFolder, 'store');
  const nightly = `rm -rf '${store}' && cp -a "{store}" '${store}' && docker exec ${main('operations')} sh operations/nightly.sh '${store}' && find "{store}" -mindepth 1 -delete && cp -a '${store}/.' "{store}"`;
  const stopAndStart = (names: string) => ({
    stop: commandOf(`docker stop -t 30 ${names}`),
    start: commandOf(`docker start ${names}`),
  });
  const servers = [main('application-1'), main('application-2')];
  const network = `${main('database').replace(/-database-1$/u, '')}_data`;
  // docker-compose.test.yml gives them their addresses on it.
  const net = new URL(databaseUrl).hostname.replace(/\.\d+$/u, '');
  const each = (line: (name: string, address: string) => string): string =>
    servers.map((name, index) => line(name, `${net}.${43 + index}`)).join(' && ');
  return {
    variables: ['BACKUP_KEY'],
    rotation: commandOf(nightly),
    backup: commandOf(out),
    restore: {
      ...commandOf(back),
      keyVariable: 'BACKUP_KEY',
      scratch: {
        ...scratch,
        start: commandOf(`touch start-please; ${startWithin}`),
        empty: commandOf(empty.join(' && ')),
      },
    },
    application: {
      ...stopAndStart(servers.join(' ')),
      cut: commandOf(each((name) => `docker network disconnect ${network} ${name}`)),
      mend: commandOf(each((name, address) => `docker network connect --ip ${address} ${network} ${name}`)),
    },
    database: stopAndStart(main('database')),
    objects: stopAndStart(main('objects')),
    logs: commandOf(servers.map((name) => `docker logs ${name} 2>&1`).join('; ')),
    environment: commandOf(`docker exec ${main('application-1')} env`),
  };
}

/** Names of a stack's containers, by service. */
async function containersOf(run: string, stack: string): Promise<(service: string) => string> {
  const things = await findLabelled(run);
  const own = things.filter(({ kind, labels }) => kind === 'container' && labels[labelNames.stack] === stack);
  return (service) => {
    const found = own.find(({ labels }) => labels['com.docker.compose.service'] === service);
    if (found) return found.name;
    throw new Error(
      `expected a container of ${service} in ${stack}, got ${own.map(({ name }) => name).join(', ')}`,
    );
  };
}
