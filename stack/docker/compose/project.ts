import { randomBytes } from 'node:crypto';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { WaitStrategy } from 'testcontainers';
import { StackError } from '../../stack-error.ts';
import type { HostConfig } from '../shape/limits.ts';
import { testcontainers, type Container, type Engine } from '../engine/engine.ts';

/** Every stack of containers is made of it. */
export const composeFile = fileURLToPath(new URL('../../../docker-compose.test.yml', import.meta.url));

/** A stack of docker-compose.test.yml: its services are started one after the other, and end together. */
export interface ComposeProject {
  readonly name: string;
  /** Starts services, side by side; it does not wait until they are ready. @throws StackError `not-ready` */
  up(services: readonly string[]): Promise<void>;
  /** From now on these variables stand for those of before: what is started next is made of them. */
  change(variables: Readonly<Record<string, string>>): void;
  /** The container of a service that is up. @throws StackError `not-ready` */
  container(service: string): Container;
  /** Every service that is up, with what its engine says of its limits. */
  limits(): Promise<readonly { readonly service: string; readonly config: HostConfig }[]>;
  /** Containers, networks and volumes go. */
  down(): Promise<void>;
}

export function composeProject(options: {
  readonly engine: Engine;
  readonly stack: string;
  readonly variables: Readonly<Record<string, string>>;
  /** A file of the stack's own that is laid over the common one. */
  readonly overlay?: string;
}): ComposeProject {
  const { engine, stack, overlay } = options;
  let { variables } = options;
  const name = `golive-${stack}-${randomBytes(4).toString('hex')}`;
  const files = [basename(composeFile), ...(overlay === undefined ? [] : [overlay])];
  const place = { filePath: dirname(composeFile), files, projectName: name };
  const containers = new Map<string, Container>();
  return {
    name,
    async up(services) {
      const { DockerComposeEnvironment } = await testcontainers();
      try {
        const started = await new DockerComposeEnvironment(place.filePath, place.files)
          .withProjectName(name)
          .withEnvironment({ ...variables })
          // Golive's own reaper knows the run's labels: no container of another party's is needed for that.
          .withAutoCleanup(false)
          .withDefaultWaitStrategy(atOnce)
          .up([...services]);
        for (const service of services) {
          const id = started.getContainer(`${service}-1`).getId();
          containers.set(service, engine.container.getById(id));
        }
      } catch (cause) {
        throw new StackError('not-ready', `expected ${services.join(', ')} to start, got: ${said(cause)}`, {
          cause,
        });
      }
    },
    change(changed) {
      variables = { ...variables, ...changed };
    },
    container(service) {
      const found = containers.get(service);
      if (found !== undefined) return found;
      throw new StackError(
        'not-ready',
        `stack ${stack}: expected ${service} to have been started, it was not`,
      );
    },
    limits() {
      const asked = [...containers].map(async ([service, container]) => {
        return { service, config: (await container.inspect()).HostConfig };
      });
      return Promise.all(asked);
    },
    async down() {
      await engine.compose.down(
        { ...place, environment: { ...variables } },
        { removeVolumes: true, timeout: 0 },
      );
    },
  };
}

/** Golive looks for itself, at the address that it uses, and says what it has seen last. */
const atOnce: WaitStrategy = {
  waitUntilReady: () => Promise.resolve(),
  withStartupTimeout: () => atOnce,
  isStartupTimeoutSet: () => true,
  getStartupTimeout: () => 0,
};

/** What Compose says is in an object of its own: exit code, output and errors. */
function said(cause: unknown): string {
  if (cause instanceof Error) return cause.message;
  const err: unknown = typeof cause === 'object' && cause !== null ? Reflect.get(cause, 'err') : undefined;
  return typeof err === 'string' ? err.trim() : String(cause);
}
