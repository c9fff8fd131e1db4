import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { knock, usualPorts } from '../../stack/attach/knock.ts';
import { startNameServer } from '../../stack/attach/rehearsal/name-server.ts';
import { dockerDriver } from '../../stack/docker/driver.ts';
import type { Access } from '../../stack/facts.ts';
import { freePort } from '../../stack/ports.ts';
import { referenceRemovals } from '../../targets/reference.removals.ts';
import type { HooksInput, Scratch } from '../../targets/schema/hooks.ts';
import { containerCommands } from './container-commands.ts';
import { startDeployment, type RunningDeployment } from './deployment.ts';
import { otherMachine, type OtherMachine } from './network-namespace.ts';
import { bringUpWhenAsked } from './scratch-services.ts';

/** Fieldbook in containers, and a second machine from which it is attached to. */
export interface ContainerDeployment extends AsyncDisposable {
  readonly deployment: RunningDeployment;
  readonly machine: OtherMachine;
  /** Words of the command line that lead to it. */
  readonly words: readonly string[];
  /** Secrets that the hooks name. */
  readonly environment: Readonly<Record<string, string>>;
  /** What somebody is given who reaches the front alone. */
  readonly front: Partial<HooksInput>;
  /** What somebody is given who may do everything; the first call starts the scratch place. */
  whole(): Promise<Partial<HooksInput>>;
}

/** One address for each user of the load, and a few for the phones. */
const addresses = 120;
const authority = 'authority.example';
const owner = { until: new Date().toISOString().slice(0, 10), by: 'the owner of this test' };

/** @param folder where hooks and backups lie. Needs root and an engine. */
export async function startContainerDeployment(folder: string, seed: string): Promise<ContainerDeployment> {
  const exchangeFolder = join(folder, 'exchange');
  mkdirSync(exchangeFolder, { recursive: true });
  await using owned = new AsyncDisposableStack();
  const deployment = owned.use(await startDeployment({ driver: dockerDriver, seed, exchangeFolder }));
  const machine = owned.use(otherMachine(addresses));
  const { facts, access } = deployment.stack;
  const { here } = machine;
  // What this machine itself serves on all its addresses was there before, and is stated.
  const before = await knock(here, usualPorts);
  const port = await machine.relay(facts.front.httpsPort, 'apart');
  const plainPort = await machine.relay(facts.front.httpPort, 'apart');
  const zone = { a: { [facts.hostName]: here }, caa: { [facts.hostName]: authority } };
  const names = owned.use(await startNameServer(zone, here));
  const front: Partial<HooksInput> = {
    plainPort,
    sourceAddresses: [...machine.own],
    dnsServers: [names.address],
    expect: { version: facts.release.version, ports: [...before, port, plainPort] },
  };
  const environment: Record<string, string> = { ...deployment.environment };
  const kept = owned.move();
  const whole = async (): Promise<Partial<HooksInput>> => {
    const frontPorts = { httpsPort: await freePort(), httpPort: await freePort() };
    const empty = await deployment.startEmpty('scratch', frontPorts);
    const abort = new AbortController();
    const brought = bringUpWhenAsked(empty, folder, abort.signal);
    kept.defer(async () => {
      abort.abort();
      await ((await brought) ?? empty)[Symbol.asyncDispose]();
    });
    const scratch = {
      ...(await reached(machine, 'SCRATCH', empty.access, environment)),
      connect: `${here}:${await machine.relay(frontPorts.httpsPort, 'apart')}`,
    };
    const databaseUrl = access.sql?.engine === 'postgres' ? access.sql.url : '';
    environment['BACKUP_KEY'] = await printed(deployment, 'BACKUP_KEY');
    return {
      ...front,
      ...(await reached(machine, 'MAIN', access, environment)),
      permits: [{ address: here, allows: ['load', 'ports'], ...owner }],
      changesRecords: owner,
      removals: referenceRemovals,
      commands: await containerCommands({ run: facts.run, databaseUrl, exchangeFolder, scratch }),
    };
  };
  let given: Promise<Partial<HooksInput>> | undefined;
  return {
    deployment,
    machine,
    environment,
    words: ['--stack', 'attach', '--url', `https://${facts.hostName}`, '--connect', `${here}:${port}`],
    front,
    whole: () => (given ??= whole()),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

/** A variable as the team's commands have it. */
async function printed({ stack }: RunningDeployment, name: string): Promise<string> {
  const { stdout } = await stack.operate({ program: 'printenv', arguments: [name], timeoutMs: 10_000 });
  return stdout.trim();
}

/** Database and bucket as the other machine reaches them; what is secret goes into the environment. */
async function reached(
  machine: OtherMachine,
  name: string,
  { sql, objects }: Pick<Access, 'sql' | 'objects'>,
  environment: Record<string, string>,
): Promise<Pick<Scratch, 'database' | 'bucket'>> {
  if (sql?.engine !== 'postgres' || !objects) throw new Error('expected a database and a bucket');
  const lead = async (url: URL): Promise<string> => {
    url.host = `${machine.here}:${await machine.relay(Number(url.port), undefined, url.hostname)}`;
    return url.href;
  };
  environment[`${name}_URL`] = await lead(new URL(sql.url));
  environment[`${name}_S3_KEY`] = objects.accessKeyId;
  environment[`${name}_S3_SECRET`] = objects.secretAccessKey;
  return {
    database: { engine: 'postgres', urlVariable: `${name}_URL` },
    bucket: {
      endpoint: (await lead(new URL(objects.endpoint))).replace(/\/$/u, ''),
      region: objects.region,
      bucket: objects.bucket,
      accessKeyVariable: `${name}_S3_KEY`,
      secretKeyVariable: `${name}_S3_SECRET`,
    },
  };
}
