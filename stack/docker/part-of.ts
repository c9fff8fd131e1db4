import type { ComponentRole } from '../component.ts';
import type { DockerGround } from './ground.ts';
import { ContainerPart, type ContainerPartOptions } from './parts/container-part.ts';
import { cutNetwork } from './parts/cut.ts';

/** A container of the stack that is up, as a part of it. */
export function partOf(
  { engine, project }: DockerGround,
  service: string,
  own: Pick<ContainerPartOptions, 'role' | 'name' | 'endpoint' | 'ready' | 'readyWithinMs'>,
): ContainerPart {
  const container = project.container(service);
  const cutFrom = (from: ComponentRole) =>
    cutNetwork({ engine, project: project.name, container, role: own.role, from });
  return new ContainerPart({ engine, container, cutFrom, ...own });
}
