import { CreateBucketCommand } from '@aws-sdk/client-s3';
import pg from 'pg';
import { isNotApplicable } from '../../targets/schema/common.ts';
import { openObjects } from '../clients/objects.ts';
import type { Component } from '../component.ts';
import type { Access, StackFacts } from '../facts.ts';
import type { Recipe } from '../recipes/recipe.ts';
import type { StackOptions } from '../stack-driver.ts';
import { StackError } from '../stack-error.ts';
import type { Addresses } from './compose/addresses.ts';
import type { ComposeProject } from './compose/project.ts';
import type { Engine } from './engine/engine.ts';
import { imageOf, versionOf, type StackImages } from './images.ts';
import { ContainerPart } from './parts/container-part.ts';
import { cutNetwork } from './parts/cut.ts';

type ServiceAccess = Pick<Access, 'sql' | 'objects'>;
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

export const secretNames = {
  administrator: 'postgres superuser',
  account: 'postgres application',
  objects: 'object server',
} as const;

const region = 'eu-central-1';
const ports = { postgres: 5432, objects: 7070 } as const;
const readyWithinMs = 60_000;

/** How the system reaches its services, and how their administrator does: at the same addresses. */
export function serviceAccess(
  { recipe, target, secrets }: StackOptions,
  addresses: Addresses,
): { readonly system: ServiceAccess; readonly direct: ServiceAccess } {
  const name = databaseOf(recipe);
  const url = (user: string, password: string): string =>
    `postgres://${user}:${password}@${addresses.database}:${ports.postgres}/${name}`;
  const { objects: wanted } = target.stack;
  const hasObjects = recipe.services.includes('objects');
  const bucket = isNotApplicable(wanted) ? recipe.application : wanted.bucket;
  const objects = {
    endpoint: `http://${addresses.objects}:${ports.objects}`,
    region,
    bucket,
    accessKeyId: 'golive',
    secretAccessKey: secrets.get(secretNames.objects),
  };
  const sql = (user: string, password: string): ServiceAccess =>
    recipe.services.includes('postgres') ? { sql: { engine: 'postgres', url: url(user, password) } } : {};
  const store = hasObjects ? { objects } : {};
  return {
    system: { ...sql(name, secrets.get(secretNames.account)), ...store },
    direct: { ...sql('postgres', secrets.get(secretNames.administrator)), ...store },
  };
}

/** Starts what a recipe needs and makes an empty database and an empty bucket. @throws StackError `not-ready` */
export async function startServices(it: ServicesOptions): Promise<Services> {
  const { options, project, addresses } = it;
  const { recipe, report } = options;
  const wanted = recipe.services.map((service) => startable(service, recipe));
  report(`starting ${wanted.join(' and ')} in containers`);
  await project.up([...wanted, 'operations']);
  const { direct } = serviceAccess(options, addresses);
  const parts = wanted.map((service) => partOf(service, it));
  await Promise.all(parts.map((part) => part.untilReady()));
  await Promise.all([makeDatabase(options, direct), makeBucket(direct)]);
  const described = parts.map((part) => describe(part, it.images));
  return { components: parts, parts: await Promise.all(described), direct };
}

type ServiceName = 'database' | 'objects';

function startable(service: Recipe['services'][number], { application }: Recipe): ServiceName {
  if (service === 'postgres') return 'database';
  if (service === 'objects') return 'objects';
  throw new StackError(
    'unsupported',
    `recipe ${application}: services: expected postgres or objects on the docker stack, got ${service}`,
  );
}

function partOf(service: ServiceName, { engine, project, addresses }: ServicesOptions): ContainerPart {
  const container = project.container(service);
  const port = service === 'database' ? ports.postgres : ports.objects;
  return new ContainerPart({
    engine,
    container,
    role: service,
    name: service === 'database' ? 'postgres' : 'objects',
    endpoint: { host: addresses[service], port },
    ready: service === 'database' ? 'tcp' : { path: '/health' },
    readyWithinMs,
    cutFrom: (from) => cutNetwork({ engine, project: project.name, container, role: service, from }),
  });
}

const programs = {
  database: { kind: 'PostgreSQL', image: 'postgres', asks: ['postgres', '--version'] },
  objects: { kind: 'versitygw', image: 'objects', asks: ['versitygw', '--version'] },
} as const;

async function describe(component: Component, images: StackImages): Promise<Part> {
  const { role, name } = component;
  const { kind, image, asks } = programs[role === 'database' ? 'database' : 'objects'];
  const [program, ...words] = asks;
  const { stdout } = await component.exec({ program, arguments: words, timeoutMs: 10_000 });
  return { role, name, kind, version: versionOf(stdout, imageOf(images, image)) };
}

const databaseOf = ({ application }: Recipe): string => application.replaceAll('-', '_');

async function makeDatabase({ recipe, secrets }: StackOptions, { sql }: ServiceAccess): Promise<void> {
  if (sql?.engine !== 'postgres') return;
  const administrator = new URL(sql.url);
  administrator.pathname = '/postgres';
  const client = new pg.Client({ connectionString: administrator.href, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const name = client.escapeIdentifier(databaseOf(recipe));
    const password = client.escapeLiteral(secrets.get(secretNames.account));
    await client.query(`CREATE ROLE ${name} LOGIN PASSWORD ${password}`);
    for (const role of recipe.databaseRoles ?? [])
      await client.query(`CREATE ROLE ${client.escapeIdentifier(role)} NOLOGIN`);
    await client.query(`CREATE DATABASE ${name} OWNER ${name} TEMPLATE template0`);
  } finally {
    await client.end();
  }
}

async function makeBucket({ objects }: ServiceAccess): Promise<void> {
  if (objects === undefined) return;
  const opened = openObjects(objects);
  try {
    await opened.client.send(new CreateBucketCommand({ Bucket: opened.bucket }));
  } finally {
    opened.close();
  }
}
