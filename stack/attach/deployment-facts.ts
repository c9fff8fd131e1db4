import type { Hooks, HookCommand } from '../../targets/schema/hooks.ts';
import type { ComponentEndpoint, ExecResult } from '../component.ts';
import type { Guard } from '../read-only/guard.ts';
import type { Deployment } from './attach-order.ts';

/** A deployment that was found and can be looked at. */
export interface FoundDeployment extends Deployment {
  /** The address and port that are really connected to. */
  readonly endpoint: ComponentEndpoint;
  readonly caPem: string;
  /** Prints its environment, NAME=value a line. */
  readonly environment: HookCommand | undefined;
  /** Stands before it where it is only looked at: requests go through this. */
  readonly guard?: Pick<Guard, 'front' | 'caPem' | 'notes' | 'order'>;
}

/** What a stack that was attached to lets one ask beside the system itself. */
export interface AttachedFacts {
  readonly main: FoundDeployment;
  readonly compared: FoundDeployment | undefined;
  readonly hooks: Pick<Hooks, 'caFile' | 'dnsServers' | 'expect' | 'permits' | 'commands'>;
  /** Runs a command of the hooks. @throws StackError where it does not end in time. */
  run(command: HookCommand): Promise<ExecResult>;
}
