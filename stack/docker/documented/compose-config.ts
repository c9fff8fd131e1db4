import { join, relative } from 'node:path';
import { z } from 'zod';

const buildSchema = z.looseObject({
  context: z.string(),
  dockerfile: z.string().default('Dockerfile'),
  args: z.record(z.string(), z.string().nullable()).nullish(),
});
const volumeSchema = z.looseObject({ type: z.string(), source: z.string().optional() });
const serviceSchema = z.looseObject({
  image: z.string().optional(),
  build: buildSchema.optional(),
  container_name: z.string().optional(),
  networks: z.record(z.string(), z.unknown()).nullish(),
  network_mode: z.string().optional(),
  pid: z.string().optional(),
  ipc: z.string().optional(),
  privileged: z.boolean().optional(),
  devices: z.array(z.unknown()).nullish(),
  volumes: z.array(volumeSchema).nullish(),
});
const outsideSchema = z.looseObject({
  name: z.string().optional(),
  external: z.boolean().nullish(),
  file: z.string().optional(),
  driver_opts: z.record(z.string(), z.unknown()).nullish(),
});
const partsSchema = z
  .record(z.string(), outsideSchema.nullable())
  .nullish()
  .transform((parts) => parts ?? {});

/** What `docker compose config --format json` says, as far as a rehearsal asks. */
export const composeConfigSchema = z.looseObject({
  services: z.record(z.string(), serviceSchema),
  networks: partsSchema,
  volumes: partsSchema,
  secrets: partsSchema,
  configs: partsSchema,
});
export type ComposeConfig = z.infer<typeof composeConfigSchema>;
type Service = ComposeConfig['services'][string];

/** What of it would reach beyond the run: the machine's files and devices, and things of somebody else's. Pure. */
export function dangersOf(
  config: ComposeConfig,
  { checkout, project }: { readonly checkout: string; readonly project: string },
): readonly string[] {
  const { services, networks, volumes, secrets, configs } = config;
  return [
    ...Object.entries(services).flatMap(([name, service]) =>
      ofService(service, checkout).map((what) => `${name} ${what}`),
    ),
    ...Object.entries({ ...networks, ...volumes })
      .filter(([, part]) => {
        // One with a name of its own may be there already, with somebody's data.
        const isShared = part?.name !== undefined && !part.name.startsWith(`${project}_`);
        return isShared || part?.external === true || part?.driver_opts?.['device'] !== undefined;
      })
      .map(([name]) => `${name} is not of its own making`),
    ...Object.entries({ ...secrets, ...configs })
      .filter(([, part]) => part?.file !== undefined && !isBelow(part.file, checkout))
      .map(([name, part]) => `${name} is ${part?.file ?? ''} of the machine`),
  ];
}

function ofService(service: Service, checkout: string): readonly string[] {
  const host = (['network_mode', 'pid', 'ipc'] as const).filter((key) => service[key]?.startsWith('host'));
  const binds = (service.volumes ?? []).flatMap(({ type, source }) =>
    type === 'bind' && source !== undefined && !isBelow(source, checkout) ? [source] : [],
  );
  return [
    ...host.map((key) => `shares the machine's ${key.replace('_mode', '')}`),
    ...(service.privileged === true ? ['is privileged'] : []),
    ...((service.devices ?? []).length > 0 ? ['takes devices of the machine'] : []),
    ...binds.map((source) => `binds ${source} of the machine`),
  ];
}

function isBelow(path: string, folder: string): boolean {
  const from = relative(folder, path);
  return from === '' || !/^(?:\.\.(?:\/|$)|\/)/u.test(from);
}

/** Where a service's Dockerfile lies. Pure. */
export const dockerfileOf = ({ context, dockerfile }: z.infer<typeof buildSchema>): string =>
  dockerfile.startsWith('/') ? dockerfile : join(context, dockerfile);

interface OverrideParts {
  readonly labels: Readonly<Record<string, string>>;
  /** Networks of the engine that each service joins: the run's own services are there. */
  readonly networks: readonly string[];
  /** What stands in for an image that cannot be had. */
  readonly images: Readonly<Record<string, string>>;
  /** By service: a Dockerfile that stands on such images. */
  readonly dockerfiles: Readonly<Record<string, string>>;
}

/**
 * A file to be laid over the documents': nothing is published, everything has the run's labels and no name of its own,
 * and each service joins the networks on which database, bucket and cache are. YAML, most of it written as JSON. Pure.
 */
export function overrideOf(config: ComposeConfig, parts: OverrideParts): string {
  const { labels, networks, images, dockerfiles } = parts;
  const json = (value: unknown): string => JSON.stringify(value);
  const joined = Object.fromEntries(networks.map((name) => [name, {}]));
  const services = Object.entries(config.services).flatMap(([name, service]) => {
    const own = Object.fromEntries(
      Object.keys(service.networks ?? { default: null }).map((net) => [net, {}]),
    );
    const image = service.image === undefined ? undefined : images[service.image];
    const file = dockerfiles[name];
    return [
      `  ${json(name)}:`,
      '    container_name: !reset null',
      '    ports: !reset []',
      `    labels: ${json(labels)}`,
      ...(service.network_mode === undefined ? [`    networks: ${json({ ...own, ...joined })}`] : []),
      ...(service.build === undefined
        ? image === undefined
          ? []
          : [`    image: ${json(image)}`]
        : [
            '    image: !reset null',
            `    build: ${json({ labels, ...(file === undefined ? {} : { dockerfile: file }) })}`,
          ]),
    ];
  });
  const owned = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, { labels }]));
  const outside = Object.fromEntries(networks.map((name) => [name, { external: true, name }]));
  return [
    'services:',
    ...services,
    `networks: ${json({ ...owned(['default', ...Object.keys(config.networks)]), ...outside })}`,
    `volumes: ${json(owned(Object.keys(config.volumes)))}`,
    '',
  ].join('\n');
}
