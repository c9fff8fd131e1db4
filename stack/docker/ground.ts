import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRunCertificates, type RunCertificates } from '../certificates.ts';
import type { Access } from '../facts.ts';
import { findFrontPorts } from '../ports.ts';
import { makeStackFolder, type StackFolder } from '../process/stack-folder.ts';
import type { ContainerPlan, Prepared, ProcessPlan, RecipeContext } from '../recipes/recipe.ts';
import { sharedAmong, type Shape } from '../shapes.ts';
import type { FrontPorts, StackOptions } from '../stack-driver.ts';
import { StackError } from '../stack-error.ts';
import { addressesIn, type Addresses } from './compose/addresses.ts';
import { envFile } from './compose/env-file.ts';
import { composeProject, type ComposeProject } from './compose/project.ts';
import { freeNet } from './compose/subnet.ts';
import { composeVariables } from './compose/variables.ts';
import { openEngine, type Engine } from './engine/engine.ts';
import { labelNames } from './engine/labels.ts';
import type { LabelledThing } from './engine/labelled-things.ts';
import { sweepLabelled } from './engine/sweep-labelled.ts';
import { layFront, type FrontFiles } from './front/container-front.ts';
import type { Companion } from './compose/overlay.ts';
import { servingUser } from './container-user.ts';
import { containerPath, contextOf } from './context.ts';
import { stackImages, type StackImages } from './images.ts';
import { execIn } from './parts/container-exec.ts';
import { frontOf, layOverlay, serversOf } from './servers.ts';
import { startServices, type Services } from './services.ts';

/** A stack of containers whose services run and are empty, and whose system has not been started. */
export interface DockerGround {
  readonly options: StackOptions;
  readonly plan: ContainerPlan;
  readonly engine: Engine;
  readonly images: StackImages;
  readonly project: ComposeProject;
  readonly place: StackFolder;
  readonly certificates: RunCertificates;
  readonly addresses: Addresses;
  readonly services: Services;
  readonly context: RecipeContext;
  /** The one process that every replica runs. */
  readonly server: ProcessPlan;
  /** The system's other processes, each in a container of its own. */
  readonly companions: readonly Companion[];
  /** The server that all containers together are, shared out among this system's processes. */
  readonly shape: Shape | undefined;
  readonly standIns: readonly ProcessPlan[];
  readonly front: FrontFiles;
  /** Found under the same path by every stack of the run. */
  readonly exchangeFolder: string;
  readonly frontPorts: FrontPorts;
  readonly operate: (command: Parameters<typeof execIn>[2]) => ReturnType<typeof execIn>;
  readonly owned: AsyncDisposableStack;
}

/** Makes folder, certificates and files, and starts services and the place where commands run. */
export async function layDockerGround(options: StackOptions): Promise<DockerGround> {
  const { recipe, reaper } = options;
  const plan = containerPlanOf(options);
  await using owned = new AsyncDisposableStack();
  const engine = await openEngine();
  const frontPorts = await findFrontPorts(options.frontPorts);
  const place = await makeStackFolder(reaper, options.name);
  owned.defer(() => reaper.removeFolder(place.folder));
  await chmod(place.shims, 0o755);
  const addresses = addressesIn(await freeNet());
  // Whoever is started before the containers tells the recipe where it will run.
  const late: { operate?: DockerGround['operate'] } = {};
  const operate: DockerGround['operate'] = (command) => {
    if (late.operate !== undefined) return late.operate(command);
    throw new StackError('not-ready', 'expected the place where commands run to be up, it is not');
  };
  const certificates = options.certificates ?? (await createRunCertificates(hostNamesOf(options)));
  const context = contextOf(options, { plan, addresses, operate, place, certificates });
  const { server, companions, standIns } = await serversOf(options, plan, { context, addresses });
  const settings = frontOf(options, plan, { addresses, server, companions });
  const frontFolder = join(place.folder, 'front');
  const front = { folder: frontFolder, program: plan.front, settings };
  await layFront(front, certificates, servingUser());
  const environmentFile = await writeEnvironment(place, server);
  const exchangeFolder = options.exchangeFolder ?? (await ownExchange(place));
  const images = await stackImages(recipe, options.report);
  const shape = options.shape && sharedAmong(options.shape, plan.replicas + companions.length);
  const files = { frontFolder, environmentFile, exchangeFolder, images, shape };
  const variables = await composeVariables({ options, addresses, place, ...files });
  const laid = await layOverlay(options, { place, plan, addresses, server, companions, exchangeFolder });
  const project = composeProject({ engine, stack: options.name, variables, ...laid });
  owned.defer(() => removeStack(reaper.run, options.name));
  const services = await startServices({ options, engine, images, project, addresses });
  const folder = recipe.operationsFolder(context);
  // Another one once another release was put in place.
  late.operate = (command) => execIn(engine, project.container('operations'), { folder, ...command });
  return {
    options,
    plan,
    engine,
    images,
    project,
    place,
    certificates,
    addresses,
    services,
    context,
    server,
    companions,
    standIns,
    shape,
    front,
    exchangeFolder,
    frontPorts,
    operate,
    owned: owned.move(),
  };
}

/** The system's own name, and those of the services that are stood in for. */
function hostNamesOf({ target, recipe }: StackOptions): readonly string[] {
  return [target.hostName, ...(recipe.standIns ?? []).map(({ hostName }) => hostName)];
}

/** What a replica is started with; containers that are made from now on have it. */
export async function writeEnvironment(
  { folder }: StackFolder,
  { environment }: ProcessPlan,
): Promise<string> {
  const file = join(folder, 'application.env');
  await writeFile(file, envFile({ HOME: '/tmp', ...environment, PATH: containerPath }), { mode: 0o600 });
  return file;
}

/** The same ground for another release. */
export async function releaseOn(
  {
    options,
    plan,
    addresses,
    context: before,
  }: Pick<DockerGround, 'options' | 'plan' | 'addresses' | 'context'>,
  release: Prepared,
): Promise<Pick<DockerGround, 'context' | 'server' | 'companions'>> {
  const context = {
    ...before,
    prepared: { ...release, folder: plan.folder },
    releaseFolder: release.folder,
  };
  const { server, companions } = await serversOf(options, plan, { context, addresses });
  return { context, server, companions };
}

/** Where the administrator finds database, bucket and certificate; accounts come once the system is there. */
export function accessOf(ground: DockerGround, accounts: Access['accounts']): Access {
  const { certificates, services, options, context } = ground;
  const file = options.recipe.databaseFile?.(context);
  return {
    caPem: certificates.caPem,
    accounts,
    ...services.direct,
    ...(file === undefined ? {} : { sql: { engine: 'sqlite', file } }),
    secrets: [...options.secrets.all()],
  };
}

/** What the engine keeps of one stack of a run goes at once, whatever state it is in; all of it if not told. */
export async function removeStack(
  run: string,
  stack: string,
  kinds: readonly LabelledThing['kind'][] = ['container', 'network', 'volume'],
): Promise<void> {
  const isMeant = ({ kind, labels }: LabelledThing): boolean =>
    labels[labelNames.stack] === stack && kinds.includes(kind);
  const { left } = await sweepLabelled({ run, isMeant, quietLooks: 1 });
  if (left.length > 0) throw new StackError('refused', `expected ${stack} to go, got: ${left.join('; ')}`);
}

function containerPlanOf({ recipe }: StackOptions): ContainerPlan {
  if (recipe.container !== undefined) return recipe.container;
  throw new StackError(
    'unsupported',
    `--stack docker: recipe ${recipe.application} does not say how it runs in containers; expected --stack process`,
  );
}

async function ownExchange({ folder }: StackFolder): Promise<string> {
  const exchange = join(folder, 'exchange');
  await mkdir(exchange, { mode: 0o700 });
  return exchange;
}
