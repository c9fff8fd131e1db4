import { objectServerVersion } from '../tools/index.ts';

export const imageNames = ['postgres', 'caddy', 'nginx', 'redis', 'objects', 'node'] as const;
export type ImageName = (typeof imageNames)[number];

/** An image that Golive builds from the files of a folder of its name. */
export interface LocalImage {
  readonly name: string;
  /** What `golive images` calls the one that it builds. */
  readonly local: string;
  /** What of this machine goes into the image beside the files of its folder. */
  readonly program?: 'node' | 'versitygw' | 'caddy' | 'certificates';
}

/** One image of the Docker stack: the official one is the default, a local one of the same habits stands in. */
export interface StackImage extends LocalImage {
  readonly name: ImageName;
  /** The variable of docker-compose.test.yml, which a user may also set to an image of their own. */
  readonly variable: string;
  /** Undefined for what an application stands on: Golive builds it in any case. */
  readonly official: string | undefined;
}

/** The whole set. The Dockerfiles lie in the folders of these names. */
export const imageSet: readonly StackImage[] = [
  {
    name: 'postgres',
    variable: 'GOLIVE_IMAGE_POSTGRES',
    official: 'postgres:15',
    local: 'golive-local/postgres:15',
  },
  {
    name: 'caddy',
    variable: 'GOLIVE_IMAGE_CADDY',
    official: 'caddy:2',
    local: 'golive-local/caddy:2',
    program: 'caddy',
  },
  { name: 'nginx', variable: 'GOLIVE_IMAGE_NGINX', official: 'nginx:1', local: 'golive-local/nginx:1' },
  { name: 'redis', variable: 'GOLIVE_IMAGE_REDIS', official: 'redis:7', local: 'golive-local/redis:7' },
  {
    name: 'objects',
    variable: 'GOLIVE_IMAGE_OBJECTS',
    official: `versity/versitygw:${objectServerVersion}`,
    local: 'golive-local/objects:latest',
    program: 'versitygw',
  },
  {
    name: 'node',
    variable: 'GOLIVE_IMAGE_NODE',
    official: undefined,
    local: 'golive-local/node:24',
    program: 'node',
  },
];

/** What an application's image stands on where a registry answers. */
export const officialNode = 'node:24-bookworm-slim';

/** Built only where documents name it, and no registry gives it. */
export const lentImages: readonly (LocalImage & { readonly official: string })[] = [
  {
    name: 'python',
    official: 'python:3.11',
    local: 'golive-local/python:3.11',
    program: 'certificates',
  },
];
