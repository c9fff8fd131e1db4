import type { ContainerRuntimeClient } from 'testcontainers';
import { environment, tagChildren } from '../../environment.ts';
import { StackError } from '../../stack-error.ts';
import { currentMachine, findDocker } from '../../tools/index.ts';

/** Testcontainers' own client of the engine. */
export type Engine = ContainerRuntimeClient;
export type Container = ReturnType<Engine['container']['getById']>;

/** Loaded only here and only when containers are asked for: every other stack runs without it. */
export const testcontainers = () => import('testcontainers');

/**
 * From now on this process and all that it starts, the reaper too, mean this engine. Why it will not do, where it is
 * not on this machine: Golive reaches containers by their own addresses.
 */
export function useEngine(host: string): string | undefined {
  if (process.platform !== 'linux' || !host.startsWith('unix://')) {
    return `containers are reached by their own addresses, which needs an engine on a Linux machine, got ${host}`;
  }
  tagChildren({ DOCKER_HOST: host });
  return undefined;
}

/** @throws StackError `missing-tool` with what to install, where no engine answers or Compose 2 is missing. */
export async function requireEngine(): Promise<void> {
  const { host } = await findDocker(currentMachine(environment.inherited));
  const why = useEngine(host);
  if (why !== undefined) throw new StackError('unsupported', `--stack docker: ${why}`);
}

/** @throws StackError `missing-tool` */
export async function openEngine(): Promise<Engine> {
  const { getContainerRuntimeClient } = await testcontainers();
  return getContainerRuntimeClient().catch((cause: unknown) => {
    const seen = cause instanceof Error ? cause.message : String(cause);
    throw new StackError('missing-tool', `expected a container engine, got: ${seen}`, { cause });
  });
}
