import type { RunCertificates } from '../certificates.ts';
import { freePort } from '../ports.ts';
import type { StackFolder } from '../process/stack-folder.ts';
import type { ContainerPlan, RecipeContext } from '../recipes/recipe.ts';
import type { StackOptions } from '../stack-driver.ts';
import type { Addresses } from './compose/addresses.ts';
import type { DockerGround } from './ground.ts';
import { recipeRunIn } from './parts/container-exec.ts';
import { serviceAccess } from './services.ts';

/** Where a shim that a fault plants is found first. */
export const containerPath = '/opt/golive/shims:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

const firstPort = 8080;

interface Surroundings {
  readonly plan: ContainerPlan;
  readonly addresses: Addresses;
  readonly operate: DockerGround['operate'];
  readonly place: StackFolder;
  readonly certificates: RunCertificates;
}

/** What a recipe is told of a stack of containers. */
export function contextOf(
  options: StackOptions,
  { plan, addresses, operate, place, certificates }: Surroundings,
): RecipeContext {
  const { prepared, target, secrets, report } = options;
  const ports = new Map<string, number>();
  return {
    prepared: { ...prepared, folder: plan.folder },
    releaseFolder: prepared.folder,
    folder: plan.keepsState === true ? place.state : '/tmp',
    hostName: target.hostName,
    seed: options.seed,
    asShipped: options.asShipped ?? false,
    asDocumented: options.asDocumented ?? false,
    services: serviceAccess(options, addresses).system,
    certificates,
    node: 'node',
    // Of its own container: what reaches it there is decided by its networks.
    listenOn: '0.0.0.0',
    beside: { host: addresses.gateway, node: process.execPath, port: hostPorts() },
    // A container is called as its process is.
    hostOf: (name) => name,
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

function hostPorts(): RecipeContext['port'] {
  const ports = new Map<string, Promise<number>>();
  return (name) => {
    const known = ports.get(name) ?? freePort();
    ports.set(name, known);
    return known;
  };
}
