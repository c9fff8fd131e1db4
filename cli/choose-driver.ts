import { dockerDriver } from '../stack/docker/driver.ts';
import { requireEngine } from '../stack/docker/engine/engine.ts';
import { machineRoom, refuseSmallMachine } from '../stack/docker/shape/machine-room.ts';
import { whyNoContainers } from '../stack/docker/why-not.ts';
import { attachDriver } from '../stack/attach/attach-driver.ts';
import { rehearsalDriver } from '../stack/attach/rehearsal/rehearsal-driver.ts';
import { processDriver } from '../stack/process/driver.ts';
import { StackError } from '../stack/stack-error.ts';
import type { StackDriver } from '../stack/stack-driver.ts';
import { recipeOf } from './recipe-of.ts';
import type { RunRequest } from './run-context.ts';
import type { StackWord } from './stack-words.ts';

export interface ChosenDriver {
  readonly driver: StackDriver;
  /** Why this one, where nobody has asked for it. */
  readonly why?: string;
}

const choices: Readonly<Record<StackWord, (request: RunRequest) => Promise<ChosenDriver>>> = {
  process: () => Promise.resolve({ driver: processDriver }),
  docker,
  attach: (request) => Promise.resolve({ driver: attached(request) }),
  auto,
};

/**
 * The kind of stack that was asked for, or by `auto` the most real one that this machine can run.
 * @throws StackError `missing-tool` with what to install; never another kind in silence.
 */
export function chooseDriver(request: RunRequest): Promise<ChosenDriver> {
  return choices[request.stack](request);
}

/** Found out now, and not after the release was built. */
async function docker({ shape }: RunRequest): Promise<ChosenDriver> {
  await requireEngine();
  if (shape !== undefined) refuseSmallMachine(shape, await machineRoom());
  return { driver: dockerDriver };
}

/** Containers where they are ready; planted faults where all their seams are. */
async function auto(request: RunRequest): Promise<ChosenDriver> {
  const { fault, shape } = request;
  if (shape !== undefined) return { ...(await docker(request)), why: 'since a shape is one of containers' };
  const why =
    fault === undefined
      ? await whyNoContainers(recipeOf(request))
      : 'where planted faults are proved; --stack docker plants them in containers';
  if (why !== undefined) return { driver: processDriver, why };
  return { driver: dockerDriver, why: 'since an engine and its images are here' };
}

function attached({ attach, fault, reportsFolder, readOnly }: RunRequest): StackDriver {
  if (attach === undefined) throw new StackError('unsupported', '--stack attach: expected what to attach to');
  if (attach !== 'rehearsal') return attachDriver(readOnly === undefined ? attach : { ...attach, readOnly });
  return rehearsalDriver(reportsFolder, fault?.deployment, readOnly);
}
