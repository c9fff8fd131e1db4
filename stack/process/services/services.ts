import type { ComponentRole } from '../../component.ts';
import { isNotApplicable } from '../../../targets/schema/common.ts';
import type { Target } from '../../../targets/schema/target.ts';
import { freePort } from '../../ports.ts';
import type { Recipe } from '../../recipes/recipe.ts';
import type { RelayLink } from '../relay/relay-links.ts';
import { startRelay } from '../relay/relay.ts';
import type { ServiceAccess, ServiceOptions, StartedService } from './service.ts';
import { startObjects } from './start-objects.ts';
import { startPostgres } from './start-postgres.ts';
import { startRedis } from './start-redis.ts';

/** All services of a stack. */
export interface Services extends AsyncDisposable {
  readonly started: readonly StartedService[];
  /** As the administrator, past the relay. */
  readonly direct: ServiceAccess;
  /** As the system itself reaches them: through the relay. */
  readonly system: ServiceAccess;
  readonly emulated: readonly ComponentRole[];
  readonly programFolders: readonly string[];
}

/**
 * Starts what a recipe needs, and the relay in front of it.
 * @throws StackError as the servers do.
 */
export async function startServices(
  options: ServiceOptions & { readonly logFolder: string },
  recipe: Recipe,
  target: Target,
): Promise<Services> {
  await using stack = new AsyncDisposableStack();
  const started = await startAll(
    recipe.services.map((service) => () => startOne(service, options, recipe, target)),
  );
  for (const service of started) stack.use(service);
  const links = await Promise.all(started.map((service) => linkTo(service)));
  if (links.length > 0) {
    const { spawn, logFolder } = options;
    const relay = stack.use(await startRelay({ spawn, logFolder, links }));
    options.cuts.connect(
      relay,
      started.map(({ component }) => component.role),
    );
  }
  const owned = stack.move();
  return {
    started,
    direct: merged(started.map(({ direct }) => direct)),
    system: merged(started.map((service, index) => service.throughPort(links[index]?.listen ?? 0))),
    emulated: started.filter(({ isEmulated }) => isEmulated).map(({ component }) => component.role),
    programFolders: started.flatMap(({ programFolders }) => programFolders),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

function merged(parts: readonly ServiceAccess[]): ServiceAccess {
  return parts.reduce((all, part) => ({ ...all, ...part }), {});
}

function startOne(
  service: Recipe['services'][number],
  options: ServiceOptions,
  recipe: Recipe,
  target: Target,
): Promise<StartedService> {
  if (service === 'postgres') {
    const name = recipe.application.replaceAll('-', '_');
    const { databaseTls: tls } = recipe;
    return startPostgres(options, { name, users: recipe, tls });
  }
  if (service === 'objects') {
    const { objects } = target.stack;
    return startObjects(options, isNotApplicable(objects) ? recipe.application : objects.bucket);
  }
  return startRedis(options);
}

/** Side by side; where one fails, the others are stopped. */
async function startAll(
  starts: readonly (() => Promise<StartedService>)[],
): Promise<readonly StartedService[]> {
  const settled = await Promise.allSettled(starts.map((start) => start()));
  const started = settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const failed = settled.find((result) => result.status === 'rejected');
  if (failed === undefined) return started;
  for (const service of started) await service[Symbol.asyncDispose]();
  throw failed.reason;
}

async function linkTo({ component }: StartedService): Promise<RelayLink> {
  return { name: component.role, listen: await freePort(), to: component.endpoint.port };
}
