import type { ContainerRuntimeClient } from 'testcontainers';
import { environment } from '../../environment.ts';
import { StackError } from '../../stack-error.ts';
import { currentMachine, findDocker } from '../../tools/index.ts';

/** Testcontainers' own client of the engine. */
export type Engine = ContainerRuntimeClient;
export type Container = ReturnType<Engine['container']['getById']>;

/** Loaded only here and only when containers are asked for: every other stack runs without it. */
export const testcontainers = () => import('testcontainers');

/** @throws StackError `missing-tool` with what to install, where no engine answers or Compose 2 is missing. */
export async function openEngine(): Promise<Engine> {
  await findDocker(currentMachine(environment.inherited));
  const { getContainerRuntimeClient } = await testcontainers();
  return getContainerRuntimeClient().catch((cause: unknown) => {
    const seen = cause instanceof Error ? cause.message : String(cause);
    throw new StackError('missing-tool', `expected a container engine, got: ${seen}`, { cause });
  });
}
