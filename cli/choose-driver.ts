import { dockerDriver } from '../stack/docker/driver.ts';
import { environment } from '../stack/environment.ts';
import { attachDriver } from '../stack/attach/attach-driver.ts';
import { rehearsalDriver } from '../stack/attach/rehearsal/rehearsal-driver.ts';
import { processDriver } from '../stack/process/driver.ts';
import { StackError } from '../stack/stack-error.ts';
import type { StackDriver } from '../stack/stack-driver.ts';
import { currentMachine, findDocker } from '../stack/tools/index.ts';
import type { RunRequest } from './run-context.ts';

/** What `--stack` takes. */
export const stackWords = ['auto', 'process', 'docker', 'attach'] as const;
export type StackWord = (typeof stackWords)[number];

export interface ChosenDriver {
  readonly driver: StackDriver;
  /** Why this one, where nobody has asked for it. */
  readonly why?: string;
}

const choices: Readonly<Record<StackWord, (request: RunRequest) => Promise<ChosenDriver>>> = {
  process: () => Promise.resolve({ driver: processDriver }),
  docker,
  attach: (request) => Promise.resolve({ driver: attached(request) }),
  auto: () => Promise.resolve({ driver: processDriver, why: 'the one kind that is there so far' }),
};

/**
 * The kind of stack that was asked for, or by `auto` the most real one that this machine can run.
 * @throws StackError `missing-tool` with what to install; never another kind in silence.
 */
export function chooseDriver(request: RunRequest): Promise<ChosenDriver> {
  return choices[request.stack](request);
}

/** Found out now, and not after the release was built. */
async function docker(): Promise<ChosenDriver> {
  await findDocker(currentMachine(environment.inherited));
  return { driver: dockerDriver };
}

function attached({ attach, fault, reportsFolder }: RunRequest): StackDriver {
  if (attach === undefined) throw new StackError('unsupported', '--stack attach: expected what to attach to');
  return attach === 'rehearsal' ? rehearsalDriver(reportsFolder, fault?.deployment) : attachDriver(attach);
}
