import type { StartedStack } from '../../stack/started-stack.ts';
import type { Load } from '../../targets/schema/limits.ts';
import { addressOf, crowdOf, signInUser } from '../stages/load-people.ts';

/** One of so many users: whose account it has, and the address that it comes from. */
export interface CrowdMember {
  /** Index of the account among those that the target states. */
  readonly person: number;
  /** 0 for the person's own phone; more where there are more users than accounts. */
  readonly phone: number;
  readonly role: string;
  readonly address: string;
}

/**
 * So many users in the target's own mixture of roles. Where there are more than it states accounts, people have
 * several phones, each with a session and an address of its own.
 */
export function crowdFor(load: Load, users: number): readonly CrowdMember[] {
  const accounts = Math.max(...load.people.map(({ to }) => to));
  const phones = new Map<number, number>();
  return Array.from({ length: users }, (_, user) => {
    // From the middle of each one's share, so that a few users are of every role as well.
    const person = Math.floor(((user + 0.5) * accounts) / users);
    const phone = phones.get(person) ?? 0;
    phones.set(person, phone + 1);
    const { role } = crowdOf(load, person);
    return { person, phone, role, address: addressOf(phone * accounts + person) };
  });
}

/** Sessions that one step hands on to the next: signing in is slow on purpose, and no part of what is measured. */
export class Sessions {
  readonly #stack: StartedStack;
  readonly #load: Load;
  readonly #tokens = new Map<string, { token: string; atMs: number }>();

  constructor(stack: StartedStack, load: Load) {
    this.#stack = stack;
    this.#load = load;
  }

  /** For half of its life a token is handed on; the other half is the step's. s. */
  get lifetimeS(): number {
    return this.#stack.target.signIn.tokenLifetimeS / 2;
  }

  async of({ person, phone, address }: CrowdMember): Promise<string> {
    const key = `${person}/${phone}`;
    const known = this.#tokens.get(key);
    if (known !== undefined && performance.now() - known.atMs < this.lifetimeS * 1000) return known.token;
    const token = await signInUser(this.#stack, this.#load, person, address);
    this.#tokens.set(key, { token, atMs: performance.now() });
    return token;
  }
}
