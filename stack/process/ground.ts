import { delimiter, dirname } from 'node:path';
import { createRunCertificates, type RunCertificates } from '../certificates.ts';
import { environment } from '../environment.ts';
import type { Access } from '../facts.ts';
import { findFrontPorts, freePort } from '../ports.ts';
import type { RecipeContext } from '../recipes/recipe.ts';
import type { FrontPorts, StackOptions } from '../stack-driver.ts';
import { Cuts } from './cuts.ts';
import { recipeRun, type CommandPlace } from './run-command.ts';
import { startServices, type Services } from './services/services.ts';
import { openSmallDisk, type SmallDisk } from './small-disk.ts';
import { makeStackFolder, type StackFolder } from './stack-folder.ts';

/** A stack whose services run and are empty, and whose system has not been started. */
export interface Ground {
  readonly options: StackOptions;
  readonly place: StackFolder;
  readonly certificates: RunCertificates;
  readonly services: Services;
  readonly cuts: Cuts;
  readonly context: RecipeContext;
  readonly frontPorts: FrontPorts;
  /** What the services' data lie on, where a small disk was asked for. */
  readonly disk: SmallDisk | undefined;
  /** PATH of everything in the stack: planted shims first, then this Node, then what fits the servers. */
  readonly path: string;
  /** Disposed in reverse order: what comes later in the stack's life is added to it. */
  readonly owned: AsyncDisposableStack;
}

/** Makes folder, certificates, services and what the recipe is told. */
export async function layGround(options: StackOptions): Promise<Ground> {
  const { reaper, recipe, target, secrets, report } = options;
  await using owned = new AsyncDisposableStack();
  const frontPorts = await findFrontPorts(options.frontPorts);
  const place = await makeStackFolder(reaper, options.name);
  owned.defer(() => reaper.removeFolder(place.folder));
  const { smallDiskBytes: bytes } = options;
  const disk =
    bytes === undefined
      ? undefined
      : await openSmallDisk({ spawn: reaper.spawn, folder: place.folder, bytes });
  if (disk !== undefined) owned.use(disk);
  const cuts = new Cuts();
  const certificates = options.certificates ?? (await createRunCertificates(hostNamesOf(options)));
  const bare = commandPlace(options, place, place.folder, [place.shims]);
  const serviceOptions = {
    folder: disk?.folder ?? place.folder,
    logFolder: place.logs,
    spawn: reaper.spawn,
    secrets,
    report,
    cuts,
    certificates,
  };
  const services = owned.use(await startServices({ ...serviceOptions, place: bare }, recipe, target));
  const inStack = commandPlace(options, place, place.state, [
    place.shims,
    dirname(process.execPath),
    ...services.programFolders,
  ]);
  const context: RecipeContext = {
    prepared: options.prepared,
    folder: place.state,
    hostName: target.hostName,
    seed: options.seed,
    asShipped: options.asShipped ?? false,
    asDocumented: options.asDocumented ?? false,
    services: services.system,
    certificates,
    node: process.execPath,
    listenOn: '127.0.0.1',
    port: namedPorts(),
    secret: (name) => secrets.get(name),
    report,
    run: recipeRun(inStack),
  };
  const path = inStack.environment['PATH'] ?? '';
  return {
    options,
    place,
    certificates,
    services,
    cuts,
    context,
    frontPorts,
    disk,
    path,
    owned: owned.move(),
  };
}

/** The system's own name, and those of the services that are stood in for. */
function hostNamesOf({ target, recipe }: StackOptions): readonly string[] {
  return [target.hostName, ...(recipe.standIns ?? []).map(({ hostName }) => hostName)];
}

/** Where the administrator finds database, bucket and certificate; accounts come once the system is there. */
export function accessOf(ground: Ground, accounts: Access['accounts']): Access {
  const { services, certificates, options, context } = ground;
  const file = options.recipe.databaseFile?.(context);
  return {
    caPem: certificates.caPem,
    accounts,
    ...services.direct,
    ...(file === undefined ? {} : { sql: { engine: 'sqlite', file } }),
    secrets: [...options.secrets.all()],
  };
}

function commandPlace(
  { reaper }: StackOptions,
  { temporary }: StackFolder,
  folder: string,
  programFolders: readonly string[],
): CommandPlace {
  const path = [...programFolders, environment.path].join(delimiter);
  return {
    spawn: reaper.spawn,
    folder,
    environment: { ...environment.forSystems, TMPDIR: temporary, PATH: path },
  };
}

function namedPorts(): RecipeContext['port'] {
  const ports = new Map<string, Promise<number>>();
  return (name) => {
    const known = ports.get(name) ?? freePort();
    ports.set(name, known);
    return known;
  };
}
