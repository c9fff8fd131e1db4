import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { isNotApplicable } from '../../targets/schema/common.ts';
import { createRunCertificates } from '../certificates.ts';
import { openObjects } from '../clients/objects.ts';
import type { Component } from '../component.ts';
import type { Access, StackFacts } from '../facts.ts';
import type { Recipe } from '../recipes/recipe.ts';
import type { StackOptions } from '../stack-driver.ts';
import type { Addresses } from './compose/addresses.ts';
import type { ComposeProject } from './compose/project.ts';
import { databasePlace, makeDatabase, takesQueries, type DatabasePlace } from './database.ts';
import { offerTls } from './database-tls.ts';
import type { Engine } from './engine/engine.ts';
import { imageOf, versionOf, type StackImages } from './images.ts';
import { ContainerPart, type ContainerPartOptions } from './parts/container-part.ts';
import { cutNetwork } from './parts/cut.ts';
import { secretNames } from './secret-names.ts';

type ServiceAccess = Pick<Access, 'sql' | 'objects' | 'cache'>;
type Part = StackFacts['parts'][number];

/** All services of a stack: they run, and are empty. */
export interface Services {
  readonly components: readonly Component[];
  readonly parts: readonly Part[];
  /** As the administrator. */
  readonly direct: ServiceAccess;
}

export interface ServicesOptions {
  readonly options: StackOptions;
  readonly engine: Engine;
  readonly images: StackImages;
  readonly project: ComposeProject;
  readonly addresses: Addresses;
}

const region = 'eu-central-1';
const objectsPort = 7070;
const cachePort = 6379;
const readyWithinMs = 60_000;

/** How the system reaches its services, and how their administrator does: at the same addresses. */
export function serviceAccess(
  { recipe, target, secrets }: StackOptions,
  addresses: Addresses,
): { readonly system: ServiceAccess; readonly direct: ServiceAccess } {
  const { objects: wanted } = target.stack;
  const database = databasePlace(recipe, secrets, addresses);
  const sql = (url: string): ServiceAccess =>
    recipe.services.includes('postgres') ? { sql: { engine: 'postgres', url } } : {};
  const objects = {
    endpoint: `http://${addresses.objects}:${objectsPort}`,
    region,
    bucket: isNotApplicable(wanted) ? recipe.application : wanted.bucket,
    accessKeyId: 'golive',
    secretAccessKey: secrets.get(secretNames.objects),
  };
  const store = {
    ...(recipe.services.includes('objects') ? { objects } : {}),
    ...(recipe.services.includes('redis')
      ? { cache: { url: `redis://${addresses.cache}:${cachePort}/0` } }
      : {}),
  };
  return {
    system: { ...sql(database.system), ...store },
    direct: { ...sql(database.direct), ...store },
  };
}

/** Starts what a recipe needs, each empty, and the place where commands run. @throws StackError `not-ready` */
export async function startServices(it: ServicesOptions): Promise<Services> {
  const { options, project, addresses } = it;
  const wanted = options.recipe.services.map((service) => serviceNames[service]);
  options.report(`starting ${wanted.join(' and ')} in containers`);
  const disk = options.smallDiskBytes === undefined ? [] : ['disk'];
  await project.up([...disk, ...wanted, 'operations']);
  const { direct } = serviceAccess(options, addresses);
  const parts = await Promise.all(
    wanted.map(async (service) => {
      const part = partOf(service, it);
      await part.untilReady();
      await programs[service].fill(options, addresses, { direct, part });
      return part;
    }),
  );
  const described = await Promise.all(
    parts.map((part, index) => describe(part, programs[wanted[index] ?? 'database'], it.images)),
  );
  return { components: parts, parts: described, direct };
}

type ServiceName = 'database' | 'objects' | 'cache';

interface ServiceProgram {
  readonly name: string;
  readonly kind: string;
  readonly image: 'postgres' | 'objects' | 'redis';
  readonly version: readonly [program: string, ...words: string[]];
  readonly port: number;
  /** Makes it the empty service that a recipe asks for. */
  fill(
    options: StackOptions,
    addresses: Addresses,
    it: { readonly direct: ServiceAccess; readonly part: ContainerPart },
  ): Promise<void>;
}

const programs: Readonly<Record<ServiceName, ServiceProgram>> = {
  database: {
    name: 'postgres',
    kind: 'PostgreSQL',
    image: 'postgres',
    version: ['postgres', '--version'],
    port: 5432,
    async fill({ recipe, secrets, target, certificates }, addresses, { part }) {
      const place = databasePlace(recipe, secrets, addresses);
      if (recipe.databaseTls !== undefined) {
        const own = certificates ?? (await createRunCertificates([target.hostName]));
        await offerTls(part, place, { ...own, isDemanded: recipe.databaseTls === true });
      }
      await makeDatabase(place, recipe, secrets);
    },
  },
  objects: {
    name: 'objects',
    kind: 'versitygw',
    image: 'objects',
    version: ['versitygw', '--version'],
    port: objectsPort,
    fill: (_options, _addresses, { direct }) => makeBucket(direct.objects),
  },
  cache: {
    name: 'redis',
    kind: 'Redis',
    image: 'redis',
    version: ['redis-server', '--version'],
    port: cachePort,
    fill: () => Promise.resolve(),
  },
};

const serviceNames = {
  postgres: 'database',
  objects: 'objects',
  redis: 'cache',
} as const satisfies Record<Recipe['services'][number], ServiceName>;

/** An open port is enough where nothing has to be recovered. */
function readinessOf(service: ServiceName, place: DatabasePlace): ContainerPartOptions['ready'] {
  if (service === 'database') return takesQueries(place);
  return service === 'objects' ? { path: '/health' } : 'tcp';
}

function partOf(
  service: ServiceName,
  { options, engine, project, addresses }: ServicesOptions,
): ContainerPart {
  const { recipe, secrets } = options;
  const container = project.container(service);
  const { name, port } = programs[service];
  return new ContainerPart({
    engine,
    container,
    role: service,
    name,
    endpoint: { host: addresses[service], port },
    ready: readinessOf(service, databasePlace(recipe, secrets, addresses)),
    readyWithinMs,
    cutFrom: (from) => cutNetwork({ engine, project: project.name, container, role: service, from }),
  });
}

async function describe(
  component: Component,
  { kind, image, version }: ServiceProgram,
  images: StackImages,
): Promise<Part> {
  const { role, name } = component;
  const [program, ...words] = version;
  const { stdout } = await component.exec({ program, arguments: words, timeoutMs: 10_000 });
  return { role, name, kind, version: versionOf(stdout, imageOf(images, image)) };
}

async function makeBucket(objects: Access['objects']): Promise<void> {
  if (objects === undefined) return;
  const opened = openObjects(objects);
  try {
    await opened.client.send(new CreateBucketCommand({ Bucket: opened.bucket }));
  } finally {
    opened.close();
  }
}
