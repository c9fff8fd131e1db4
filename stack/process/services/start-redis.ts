import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { environment } from '../../environment.ts';
import { freePort } from '../../ports.ts';
import { currentMachine, findRedis } from '../../tools/index.ts';
import { SupervisedProcess } from '../supervised-process.ts';
import type { ServiceAccess, ServiceOptions, StartedService } from './service.ts';

/** A Redis of the stack's own on loopback, empty, with the settings that it ships with. */
export async function startRedis(options: ServiceOptions): Promise<StartedService> {
  const { path, version } = await findRedis(currentMachine(environment.inherited));
  options.report(`starting Redis ${version}`);
  const folder = join(options.folder, 'redis');
  await mkdir(folder, { mode: 0o700 });
  const port = await freePort();
  const component = new SupervisedProcess({
    plan: {
      role: 'cache',
      name: 'redis',
      program: path,
      arguments: ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder],
      folder,
      environment: options.place.environment,
      port,
      ready: 'tcp',
      readyWithinMs: 10_000,
    },
    spawn: options.spawn,
    logFile: join(options.folder, 'redis.log'),
    cutFrom: options.cuts.from('cache'),
  });
  await component.start();
  const throughPort = (through: number): ServiceAccess => ({
    cache: { url: `redis://127.0.0.1:${through}/0` },
  });
  return {
    component,
    part: { role: 'cache', name: component.name, kind: 'Redis', version },
    isEmulated: false,
    programFolders: [],
    direct: throughPort(port),
    throughPort,
    [Symbol.asyncDispose]: () => component.stop(),
  };
}
