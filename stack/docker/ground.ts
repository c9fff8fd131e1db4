import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRunCertificates, type RunCertificates } from '../certificates.ts';
import type { Access } from '../facts.ts';
import { findFrontPorts } from '../ports.ts';
import { makeStackFolder, type StackFolder } from '../process/stack-folder.ts';
import type { ContainerPlan, Prepared, ProcessPlan, RecipeContext } from '../recipes/recipe.ts';
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
import type { FrontSettings } from './front/front-settings.ts';
import { servingUser } from './container-user.ts';
import { stackImages, type StackImages } from './images.ts';
import { execIn, recipeRunIn } from './parts/container-exec.ts';
import { serviceAccess, startServices, type Services } from './services.ts';

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
  readonly front: FrontFiles;
  readonly frontPorts: FrontPorts;
  readonly operate: (command: Parameters<typeof execIn>[2]) => ReturnType<typeof execIn>;
  readonly owned: AsyncDisposableStack;
}

/** Where a shim that a fault plants is found first. */
const path = '/opt/golive/shims:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const firstPort = 8080;

/** Makes folder, certificates and files, and starts services and the place where commands run. */
export async function layDockerGround(options: StackOptions): Promise<DockerGround> {
  const { recipe, target, reaper } = options;
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
  const context = contextOf(options, plan, addresses, operate);
  const server = await onlyServer(options, context);
  const certificates = options.certificates ?? (await createRunCertificates([target.hostName]));
  const settings = frontOf(options, plan, addresses, server);
  const frontFolder = join(place.folder, 'front');
  const front = { folder: frontFolder, program: plan.front, settings };
  await layFront(front, certificates, servingUser());
  const environmentFile = await writeEnvironment(place, server);
  const exchangeFolder = options.exchangeFolder ?? (await ownExchange(place));
  const images = await stackImages(recipe, options.report);
  const files = { frontFolder, environmentFile, exchangeFolder, images };
  const variables = await composeVariables({ options, addresses, place, ...files });
  const project = composeProject({ engine, stack: options.name, variables });
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
    front,
    frontPorts,
    operate,
    owned: owned.move(),
  };
}

/** What a replica is started with; containers that are made from now on have it. */
export async function writeEnvironment(
  { folder }: StackFolder,
  { environment }: ProcessPlan,
): Promise<string> {
  const file = join(folder, 'application.env');
  await writeFile(file, envFile({ HOME: '/tmp', ...environment, PATH: path }), { mode: 0o600 });
  return file;
}

/** The same ground for another release. */
export async function releaseOn(
  { options, plan, context: before }: Pick<DockerGround, 'options' | 'plan' | 'context'>,
  release: Prepared,
): Promise<Pick<DockerGround, 'context' | 'server'>> {
  const context = { ...before, prepared: { ...release, folder: plan.folder } };
  return { context, server: await onlyServer(options, context) };
}

/** Where the administrator finds database, bucket and certificate; accounts come once the system is there. */
export function accessOf(ground: DockerGround, accounts: Access['accounts']): Access {
  return {
    caPem: ground.certificates.caPem,
    accounts,
    ...ground.services.direct,
    secrets: [...ground.options.secrets.all()],
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

function contextOf(
  options: StackOptions,
  plan: ContainerPlan,
  addresses: Addresses,
  operate: DockerGround['operate'],
): RecipeContext {
  const { prepared, target, secrets, report } = options;
  const ports = new Map<string, number>();
  return {
    prepared: { ...prepared, folder: plan.folder },
    folder: '/tmp',
    hostName: target.hostName,
    seed: options.seed,
    asShipped: options.asShipped ?? false,
    services: serviceAccess(options, addresses).system,
    node: 'node',
    // Of its own container: what reaches it there is decided by its networks.
    listenOn: '0.0.0.0',
    port: (name) => {
      const port = ports.get(name) ?? firstPort + ports.size;
      ports.set(name, port);
      return Promise.resolve(port);
    },
    secret: (name) => secrets.get(name),
    report,
    run: recipeRunIn(operate),
  };
}

async function onlyServer({ recipe }: StackOptions, context: RecipeContext): Promise<ProcessPlan> {
  const [server, ...others] = await recipe.processes(context);
  if (server !== undefined && others.length === 0) return server;
  throw new StackError(
    'unsupported',
    `--stack docker: recipe ${recipe.application}: expected one process, got ${others.length + 1}`,
  );
}

function frontOf(
  { recipe, target }: StackOptions,
  { replicas }: ContainerPlan,
  { gateway, application }: Addresses,
  { serves, port }: ProcessPlan,
): FrontSettings {
  const servers = application.slice(0, replicas).map((host) => ({ host, port }));
  return {
    plan: recipe.front,
    hostName: target.hostName,
    door: gateway,
    healthPath: target.stack.health.path,
    routes: serves.map((prefix) => ({ prefix, servers })),
    plainHttp: 'redirect',
  };
}

async function ownExchange({ folder }: StackFolder): Promise<string> {
  const exchange = join(folder, 'exchange');
  await mkdir(exchange, { mode: 0o700 });
  return exchange;
}
