import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { hooksSchema, type Hooks } from '../../../targets/schema/hooks.ts';
import { isNotApplicable } from '../../../targets/schema/common.ts';
import { crowdAccounts, nameOfNext } from '../../clients/crowd.ts';
import { openSql } from '../../clients/sql.ts';
import type { Access } from '../../facts.ts';
import { freePort } from '../../ports.ts';
import { processDriver } from '../../process/driver.ts';
import { createFront } from '../../process/front/front.ts';
import type { ReadOnlyOrder } from '../../read-only/guard.ts';
import type { StackDriver, StackOptions } from '../../stack-driver.ts';
import type { StartedStack } from '../../started-stack.ts';
import type { AttachOrder } from '../attach-order.ts';
import { attach } from '../attach.ts';
import { attachDriver } from '../attach-driver.ts';
import { knock, usualPorts } from '../knock.ts';
import type { DeploymentDefect } from './defect.ts';
import { deployedCertificates } from './deployed-certificates.ts';
import { startNameServer } from './name-server.ts';
import { saysVersion } from './other-version.ts';
import { openOldTlsDoor } from './old-tls-door.ts';
import { backupsOf, logFilesOf, storageOf, watchersOf } from './printed.ts';
import { openDoor, ownAddress } from './public-address.ts';

const authority = 'authority.example';

/**
 * A deployment that this run makes for itself, to attach to: a process stack behind an address and a name server of
 * its own, with certificates as a public authority gives them. It shows that the questions to a deployment can be
 * answered, and by its defect that they can fail; it never ends in GO, since nothing is deployed.
 */
export function rehearsalDriver(
  reportsFolder: string,
  defect: DeploymentDefect = {},
  readOnly?: ReadOnlyOrder,
): StackDriver {
  const refusing = attachDriver({
    deployment: { hostName: 'a rehearsal', port: 443, connect: undefined },
    compared: undefined,
    hooks: hooksSchema.parse({}),
    hooksFile: 'the rehearsal',
    reportsFolder,
  });
  return {
    ...refusing,
    title: 'attached to a rehearsal, a process stack of this run',
    prepare: (options) => processDriver.prepare(options),
    start: (options) => rehearse({ reportsFolder, readOnly }, options, defect),
  };
}

async function rehearse(
  { reportsFolder, readOnly }: Pick<AttachOrder, 'reportsFolder' | 'readOnly'>,
  options: StackOptions,
  defect: DeploymentDefect,
): Promise<StartedStack> {
  const { target } = options;
  const staging = `staging.${target.hostName}`;
  const { certificate = {}, compared = {} } = defect;
  const certificates = await deployedCertificates([target.hostName, staging], certificate);
  await using owned = new AsyncDisposableStack();
  const system = owned.use(
    await processDriver.start({ ...options, name: `${options.name}-deployed`, certificates }),
  );
  await spoil(system, defect);
  const host = ownAddress();
  const { httpsPort, httpPort } = system.facts.front;
  const https = owned.use(
    await (defect.speaksOldTls === true
      ? openOldTlsDoor(host, httpsPort, certificates)
      : openDoor(host, 0, httpsPort)),
  );
  const http = owned.use(await openDoor(host, 0, httpPort));
  // Whatever listens on every address of this machine was there before, and is stated.
  const before = await knock(host, usualPorts);
  if (defect.opensPort) owned.use(await openDoor(host, closedPort(before), undefined));
  const other = await secondFront(owned, options, system, certificates, compared, staging);
  const names = owned.use(
    await startNameServer({
      a: { [target.hostName]: defect.nameLeadsTo ?? host },
      caa: { [target.hostName]: authority },
    }),
  );
  const order: AttachOrder = {
    deployment: { hostName: target.hostName, port: 443, connect: { host, port: https.port } },
    compared: { hostName: staging, port: 443, connect: { host: '127.0.0.1', port: other } },
    hooksFile: join(system.folder, 'hooks.json'),
    reportsFolder,
    readOnly,
    hooks: await hooksOf(system, {
      plainPort: http.port,
      dnsServers: [names.address],
      expect: {
        version: defect.expectedVersion ?? system.facts.release.version,
        ports: [...before, https.port, http.port],
      },
      defect,
    }),
  };
  options.report(
    `rehearsal: ${target.hostName} is at ${host}:${https.port}, by a name server at ${names.address}`,
  );
  const kept = owned.move();
  try {
    return await attach(order, options, withOthers(target, system), () => kept.disposeAsync());
  } catch (error) {
    await kept.disposeAsync();
    throw error;
  }
}

/** What is given, with a second person of each role that people are kept apart in. */
function withOthers(target: StackOptions['target'], { access, facts }: StartedStack): Access {
  if (isNotApplicable(target.separation)) return access;
  const accounts = { ...access.accounts };
  for (const role of target.separation.people) {
    const [, another] = crowdAccounts({ target, access, facts }, role, 2);
    if (another) accounts[nameOfNext(target, role, 1)] = another;
  }
  return { ...access, accounts };
}

const closedPort = (open: readonly number[]): number =>
  usualPorts.find((port) => port > 1_024 && !open.includes(port)) ?? 0;

/** What went wrong in the system itself, before anybody attaches to it. */
async function spoil(system: StartedStack, { edge = [], sql = [] }: DeploymentDefect): Promise<void> {
  if (edge.length > 0) await system.edge.insert(edge);
  if (sql.length === 0 || !system.access.sql) return;
  await using client = openSql(system.access.sql, { write: true });
  for (const statement of sql) await client.query(statement);
}

interface Rehearsed {
  readonly plainPort: number;
  readonly dnsServers: readonly string[];
  readonly expect: { readonly version: string; readonly ports: readonly number[] };
  readonly defect: DeploymentDefect;
}

/** What somebody would be given: the application's variables, and leave to write. */
async function hooksOf(system: StartedStack, { defect, ...given }: Rehearsed): Promise<Hooks> {
  const today = new Date().toISOString().slice(0, 10);
  const printed = await system
    .component('application')
    .exec({ program: 'env', arguments: [], timeoutMs: 10_000 });
  const variables = printed.stdout.split('\n').map((line) => {
    const name = line.split('=')[0] ?? '';
    if (name !== '' && name === defect.variable?.name) return `${name}=${defect.variable.value}`;
    return name !== '' && name === defect.placeholderIn ? `${name}=change-me` : line;
  });
  const file = async (name: string, lines: readonly string[]) => {
    const path = join(system.folder, name);
    await writeFile(path, `${lines.join('\n')}\n`, { mode: 0o600 });
    return { command: `cat '${path}'`, timeoutMs: 5_000 };
  };
  const others = variables.filter((line) => line.split('=')[0] !== defect.compared?.withoutVariable);
  // In the place of `certbot renew --dry-run`.
  const renewal = defect.renewalFails === true ? 'echo "no authority answered" >&2; exit 1' : 'exit 0';
  return hooksSchema.parse({
    ...given,
    caFile: 'the rehearsal’s own root',
    changesRecords: { until: today, by: 'the rehearsal' },
    commands: {
      environment: await file('variables', variables),
      renewal: { command: renewal, timeoutMs: 5_000 },
      newestBackups: await file('backups', backupsOf(defect)),
      logFiles: await file('log-files', logFilesOf(system.target)),
      storage: await file('storage', storageOf(system.target, defect)),
      watch: await file('watchers', watchersOf(system.target, defect)),
      runtimes: await file('runtimes', [`node ${process.version}`]),
    },
    compared: { environment: await file('other-variables', others) },
  });
}

/** The other deployment: one more front before the same system, which differs as the defect says. */
async function secondFront(
  owned: AsyncDisposableStack,
  { reaper, recipe, target }: StackOptions,
  system: StartedStack,
  certificates: { readonly certificatePem: string; readonly keyPem: string },
  { addHeaders, maxBodyBytes, version }: NonNullable<DeploymentDefect['compared']>,
  hostName: string,
): Promise<number> {
  const httpsPort = await freePort();
  const { front: plan } = recipe;
  const application = system.component('application').endpoint;
  const routes = [{ prefix: '/', port: application.port }];
  const place = target.deployed.version?.path;
  if (version !== undefined && place !== undefined) {
    const other = owned.use(await saysVersion(application, system.facts.release.version, version));
    routes.push({ prefix: place, port: other.port });
  }
  const front = createFront({
    spawn: reaper.spawn,
    logFolder: system.folder,
    plan: {
      ...plan,
      addHeaders: { ...plan.addHeaders, ...addHeaders },
      maxBodyBytes: maxBodyBytes ?? plan.maxBodyBytes,
    },
    hostName,
    certificates,
    httpsPort,
    httpPort: await freePort(),
    routes,
  });
  owned.defer(() => front.component.stop());
  await front.component.start();
  return httpsPort;
}
