import type { ComponentRole } from '../../component.ts';
import { StackError } from '../../stack-error.ts';
import { networkOf } from '../compose/addresses.ts';
import type { Container, Engine } from '../engine/engine.ts';

/**
 * Takes a container off the network on which it meets another part: packets go nowhere, as behind a pulled cable.
 * Disposing puts it back under its own address. @throws StackError `unsupported` for parts that never meet.
 */
export async function cutNetwork(options: {
  readonly engine: Engine;
  readonly project: string;
  readonly container: Container;
  readonly role: ComponentRole;
  readonly from: ComponentRole;
}): Promise<AsyncDisposable> {
  const { engine, project, container, role, from } = options;
  const name = role === 'application' ? meets(from) : from === 'application' ? meets(role) : undefined;
  const attached = (await container.inspect()).NetworkSettings.Networks;
  const own = name === undefined ? undefined : attached[`${project}_${name}`];
  if (name === undefined || own === undefined) {
    throw new StackError(
      'unsupported',
      `cutting ${role} from ${from}: expected the application and its front, database, bucket or cache`,
    );
  }
  const network = engine.network.getById(own.NetworkID);
  await network.disconnect({ Container: container.id, Force: true });
  return {
    async [Symbol.asyncDispose]() {
      await network.connect({
        Container: container.id,
        EndpointConfig: { IPAMConfig: { IPv4Address: own.IPAddress }, Aliases: own.Aliases ?? [] },
      });
    },
  };
}

function meets(role: ComponentRole): string | undefined {
  return Object.entries(networkOf).find(([part]) => part === role)?.[1];
}
