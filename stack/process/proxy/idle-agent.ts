import { Agent } from 'node:http';
import type { Duplex } from 'node:stream';

/**
 * Servers close a connection that is idle, the quickest of those in use after two seconds (gunicorn): one that has been
 * idle for longer than this is not used again, since what is sent into it may be lost.
 */
const idleMs = 1_500;

/** Knows since when each of its connections has been idle. */
export class IdleAgent extends Agent {
  readonly #since = new WeakMap<Duplex, number>();

  override keepSocketAlive(socket: Duplex): ReturnType<Agent['keepSocketAlive']> {
    this.#since.set(socket, performance.now());
    return super.keepSocketAlive(socket);
  }

  /** Closes those that have been idle for too long to be trusted. */
  closeOld(): void {
    const oldest = performance.now() - idleMs;
    for (const sockets of Object.values(this.freeSockets)) {
      for (const socket of sockets ?? []) if ((this.#since.get(socket) ?? 0) < oldest) socket.destroy();
    }
  }
}
