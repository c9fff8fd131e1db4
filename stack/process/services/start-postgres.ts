import { join } from 'node:path';
import { startPostgresCluster } from '../../database/cluster.ts';
import { makeRoles, type DatabaseUsers } from '../../database/make-roles.ts';
import { statementSettings } from '../../database/statement-settings.ts';
import { environment } from '../../environment.ts';
import { freePort } from '../../ports.ts';
import { currentMachine, findPostgres } from '../../tools/index.ts';
import { DatabaseComponent } from './database-component.ts';
import type { ServiceOptions, StartedService } from './service.ts';

export interface PostgresPlan {
  /** Of the database and of the account that owns it. */
  readonly name: string;
  readonly users: DatabaseUsers;
  /** The system must use TLS, or may; undefined: it cannot. */
  readonly tls: true | 'offered' | undefined;
}

/** A cluster of the stack's own with one empty database, owned by the account that the system uses. */
export async function startPostgres(options: ServiceOptions, plan: PostgresPlan): Promise<StartedService> {
  const { binDirectory, version } = await findPostgres(currentMachine(environment.inherited));
  options.report(`starting PostgreSQL ${version}`);
  const cluster = await startPostgresCluster({
    folder: join(options.folder, 'postgres'),
    port: await freePort(),
    binDirectory,
    spawn: options.spawn,
    password: options.secrets.get('postgres superuser'),
    settings: await statementSettings(binDirectory),
    ...(plan.tls ? { tls: { ...options.certificates, isDemanded: plan.tls === true } } : {}),
  });
  const account = { name: plan.name, password: options.secrets.get('postgres application') };
  try {
    const client = await cluster.connect();
    await makeRoles(client, account, plan.users).finally(() => client.end());
    await cluster.createDatabase(plan.name, account.name);
  } catch (error) {
    await cluster.stop();
    throw error;
  }
  const component = new DatabaseComponent(cluster, options.place, options.cuts.from('database'));
  return {
    component,
    part: { role: 'database', name: component.name, kind: 'PostgreSQL', version },
    isEmulated: false,
    programFolders: [binDirectory],
    direct: { sql: { engine: 'postgres', url: cluster.url(plan.name) } },
    throughPort(port) {
      const url = new URL(cluster.url(plan.name, account));
      url.port = String(port);
      return { sql: { engine: 'postgres', url: url.href } };
    },
    [Symbol.asyncDispose]: () => cluster.stop(),
  };
}
