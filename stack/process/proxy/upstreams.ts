import { IdleAgent } from './idle-agent.ts';

/** Connections kept alive to each loopback port that requests are passed on to. */
export class Upstreams {
  readonly #agents = new Map<number, IdleAgent>();

  agent(port: number): IdleAgent {
    const known = this.#agents.get(port);
    if (known !== undefined) {
      known.closeOld();
      return known;
    }
    const agent = new IdleAgent({ keepAlive: true, maxSockets: 512, maxFreeSockets: 64, scheduling: 'lifo' });
    this.#agents.set(port, agent);
    return agent;
  }

  /** Lets go of every port but these: requests under way end as they would have, idle connections are closed. */
  keepOnly(ports: readonly number[]): void {
    for (const [port, agent] of this.#agents) {
      if (ports.includes(port)) continue;
      this.#agents.delete(port);
      agent.maxFreeSockets = 0;
      for (const sockets of Object.values(agent.freeSockets))
        for (const socket of sockets ?? []) socket.destroy();
    }
  }
}
