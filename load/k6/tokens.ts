import http from 'k6/http';

type Environment = Readonly<Record<string, string | undefined>>;

/** What `{token}` stands for, user by user. Asked for anew, where there is somebody to ask, before it ends. */
export class Tokens {
  readonly #source: string | undefined;
  readonly #leaseMs: number;
  readonly #held = new Map<number, { token: string; untilMs: number }>();
  readonly #first: readonly string[];
  readonly #startedMs = Date.now();

  constructor(environment: Environment, first: readonly string[]) {
    this.#first = first;
    this.#source = environment['TOKEN_SOURCE'];
    this.#leaseMs = Number(environment['TOKEN_LEASE_S'] ?? 'Infinity') * 1000;
  }

  of(user: number): string {
    const held = this.#held.get(user) ?? this.#initial(user);
    if (this.#source === undefined || Date.now() < held.untilMs) return held.token;
    const answer = http.get(`${this.#source}/${user}`, { responseType: 'text', tags: { name: 'token' } });
    const token = answer.status === 200 && typeof answer.body === 'string' ? answer.body : held.token;
    this.#held.set(user, { token, untilMs: Date.now() + this.#leaseMs / 4 });
    return token;
  }

  #initial(user: number): { token: string; untilMs: number } {
    const held = { token: this.#first[user] ?? '', untilMs: this.#startedMs + this.#leaseMs };
    this.#held.set(user, held);
    return held;
  }
}
