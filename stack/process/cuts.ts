import type { ComponentRole } from '../component.ts';
import { StackError } from '../stack-error.ts';
import type { Relay } from './relay/relay.ts';

export type CutFrom = (role: ComponentRole) => Promise<AsyncDisposable>;

/** Roles whose processes reach the services through the relay. */
const callers: ReadonlySet<ComponentRole> = new Set(['application', 'worker', 'scheduler']);

/**
 * How parts of a process stack are cut from each other: at the relay between the system's processes and a
 * service, for all of those processes at once.
 */
export class Cuts {
  #relay: Relay | undefined;
  #services: readonly ComponentRole[] = [];

  /** From now on there is a relay, with a link of each of these services' names. */
  connect(relay: Relay, services: readonly ComponentRole[]): void {
    this.#relay = relay;
    this.#services = services;
  }

  /** `cutFrom` of a component of this role. It throws StackError `unsupported` where no relay is in between. */
  from(role: ComponentRole): CutFrom {
    return async (other) => {
      const service = callers.has(role) ? other : role;
      const hasCaller = callers.has(role) || callers.has(other);
      if (this.#relay !== undefined && hasCaller && this.#services.includes(service)) {
        return this.#relay.cut(service);
      }
      const known = this.#services.join(' or ') || 'a service, of which this stack has none';
      throw new StackError(
        'unsupported',
        `cutting ${role} from ${other}: on the process stack expected the application and ${known}`,
      );
    };
  }
}
