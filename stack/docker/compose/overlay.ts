import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ContainerPlan, ProcessPlan } from '../../recipes/recipe.ts';
import { labelNames } from '../engine/labels.ts';
import { envFile } from './env-file.ts';

/** A process of the system beside the one that has replicas. */
export interface Companion {
  /** Its service in the composition. */
  readonly service: string;
  readonly plan: ProcessPlan;
  /** On the network that the front is on. */
  readonly host: string;
}

export interface OverlayOptions {
  readonly folder: string;
  /** First three numbers of the stack's addresses. */
  readonly net: string;
  readonly program: ContainerPlan['front'];
  readonly server: ProcessPlan;
  readonly companions: readonly Companion[];
  /** Written by the system's processes, and by its commands: under the same path in each container. */
  readonly stateFolder: string;
  /** Files that the front serves by itself, on this machine. */
  readonly filesFolder: string | undefined;
  /** The same of releases that are put in place later, each in a folder of its own. */
  readonly laterFolder: string;
  /** `uid:gid` of the system's processes and commands. */
  readonly user: string;
  /** PATH in the containers. */
  readonly path: string;
}

/** Where a front finds the files that it serves. */
export const servedFiles = '/srv/files';
/** Where it finds those of releases that are put in place while it runs. */
export const laterFiles = '/srv/later';

const firstCompanion = { edge: 13, data: 46, store: 78 } as const;

/** As many as the networks have addresses for. */
export const mostCompanions = 6;

export function companionsOf(plans: readonly ProcessPlan[], net: string): readonly Companion[] {
  return plans.map((plan, index) => ({
    service: `companion-${index + 1}`,
    plan,
    host: `${net}.${firstCompanion.edge + index}`,
  }));
}

/**
 * What a system of several processes, or one that writes beside itself, adds to docker-compose.test.yml: how each
 * process is started, and where it writes. @returns the file.
 */
export async function writeOverlay(options: OverlayOptions): Promise<string> {
  const { folder, companions, path } = options;
  for (const { service, plan } of companions) {
    const environment = { HOME: '/tmp', ...plan.environment, PATH: path };
    await writeFile(join(folder, `${service}.env`), envFile(environment), { mode: 0o600 });
  }
  const file = join(folder, 'compose.overlay.json');
  await writeFile(file, JSON.stringify(overlayOf(options), undefined, 2), { mode: 0o600 });
  return file;
}

/** The same as Compose reads it: JSON is YAML too. */
export function overlayOf(options: OverlayOptions): {
  readonly services: Readonly<Record<string, unknown>>;
} {
  const { server, companions, stateFolder, filesFolder, laterFolder, user, program } = options;
  const state = [`${stateFolder}:${stateFolder}`];
  const replica = (data: { readonly address: number }) => ({
    ...started(server),
    user,
    volumes: state,
    networks: {
      edge: { ipv4_address: `${options.net}.${data.address}`, aliases: [server.name] },
    },
  });
  return {
    services: {
      'application-1': replica({ address: 11 }),
      'application-2': replica({ address: 12 }),
      operations: { user, volumes: state },
      ...(filesFolder === undefined
        ? {}
        : {
            [program]: {
              volumes: [`${filesFolder}:${servedFiles}:ro`, `${laterFolder}:${laterFiles}:ro`],
            },
          }),
      ...Object.fromEntries(
        companions.map((one, index) => [one.service, companionService(one, index, options)]),
      ),
    },
  };
}

/** Compose fills in `$NAME` in what it reads. */
const literal = (text: string): string => text.replaceAll('$', '$$$$');

function started({ program, arguments: words, folder }: ProcessPlan) {
  return { command: [program, ...words].map(literal), working_dir: folder };
}

function companionService(
  { service, plan }: Companion,
  index: number,
  { net, folder, stateFolder, user }: OverlayOptions,
) {
  const at = (first: number) => `${net}.${first + index}`;
  return {
    ...started(plan),
    image: '${GOLIVE_IMAGE_APPLICATION}',
    user,
    init: true,
    restart: 'unless-stopped',
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
    pids_limit: 512,
    read_only: true,
    mem_limit: '${GOLIVE_APPLICATION_MEMORY:-768m}',
    memswap_limit: '${GOLIVE_APPLICATION_SWAP:-0}',
    cpus: '${GOLIVE_APPLICATION_CPUS:-1}',
    cpuset: '${GOLIVE_CPUSET:-}',
    tmpfs: ['/tmp:mode=1777'],
    labels: {
      [labelNames.run]: '${GOLIVE_RUN}',
      [labelNames.owner]: '${GOLIVE_OWNER}',
      [labelNames.boot]: '${GOLIVE_BOOT}',
      [labelNames.stack]: '${GOLIVE_STACK}',
    },
    logging: { driver: 'json-file', options: { 'max-size': '200m' } },
    env_file: [join(folder, `${service}.env`)],
    volumes: [`${stateFolder}:${stateFolder}`],
    networks: {
      edge: { ipv4_address: at(firstCompanion.edge), aliases: [plan.name] },
      data: { ipv4_address: at(firstCompanion.data) },
      store: { ipv4_address: at(firstCompanion.store) },
    },
  };
}
