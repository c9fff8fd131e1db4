import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { assertAllowed, isLoopback, type LoadDestination } from '../allowed-host.ts';
import { LoadError } from '../load-error.ts';
import type { Exchange } from './exchange.ts';
import { Wire } from './wire.ts';

/** What a socket reads is looked at before the next one reads: one buffer does for all of them. */
const shared = Buffer.alloc(64 * 1024);

function intoShared(receive: (chunk: Buffer) => void) {
  const callback = (bytes: number) => {
    receive(shared.subarray(0, bytes));
    return true;
  };
  return { buffer: shared, callback };
}

/** The connections of one source address. */
interface Pool {
  source: string | undefined;
  idle: Wire[];
  /** TLS's ticket, so that a user's second connection is as cheap as a browser's. */
  session: Buffer | undefined;
}

/**
 * The connections of a run, on bare sockets: a client for everybody costs five times a load driver's share of
 * the machine that it measures. Each user keeps to one source address; as many connections are opened as are
 * busy, so that nothing queues.
 */
export class Sockets {
  readonly #destination: LoadDestination;
  readonly #pools: Pool[];
  readonly #open = new Set<Wire>();
  readonly #isTls: boolean;
  readonly #servername: string;

  constructor(destination: LoadDestination) {
    assertAllowed(destination.address, destination.allowedHosts);
    this.#destination = destination;
    const sources = destination.sourceAddresses ?? [];
    const addresses = sources.length === 0 ? [undefined] : sources;
    this.#pools = addresses.map((source) => ({ source, idle: [], session: undefined }));
    const origin = new URL(destination.origin);
    this.#isTls = origin.protocol === 'https:';
    this.#servername = origin.hostname;
  }

  /** Sends a user's request on an idle connection, or on a new one. */
  send(exchange: Exchange, head: string, body: string | Buffer): void {
    const pool = this.#pools[exchange.line.user % this.#pools.length];
    if (pool === undefined)
      throw new LoadError('generator-failed', 'load: expected a source address, got none');
    this.#take(pool).send(exchange, head, body);
  }

  close(): void {
    for (const wire of this.#open) wire.abandon();
  }

  /** The connection used last is the likeliest to be alive. */
  #take(pool: Pool): Wire {
    for (let wire = pool.idle.pop(); wire !== undefined; wire = pool.idle.pop()) {
      if (wire.isFresh) return wire;
      wire.abandon();
    }
    const made = new Wire(
      (receive) => this.#connect(pool, receive),
      (free) => pool.idle.push(free),
      (gone) => this.#forget(pool, gone),
    );
    this.#open.add(made);
    return made;
  }

  #forget(pool: Pool, gone: Wire): void {
    this.#open.delete(gone);
    const at = pool.idle.indexOf(gone);
    if (at >= 0) pool.idle.splice(at, 1);
  }

  #connect(pool: Pool, receive: (chunk: Buffer) => void): Socket {
    const { address, port, ca } = this.#destination;
    const { source, session } = pool;
    const where = { host: address, port, ...(source === undefined ? {} : { localAddress: source }) };
    if (!this.#isTls)
      return this.#watched(connectPlain({ ...where, onread: intoShared(receive) }), 'connect');
    const socket = connectTls({
      ...where,
      servername: this.#servername,
      ALPNProtocols: ['http/1.1'],
      ...(ca === undefined ? {} : { ca }),
      ...(session === undefined ? {} : { session }),
    });
    socket.on('data', receive);
    socket.on('session', (ticket: Buffer) => (pool.session = ticket));
    return this.#watched(socket, 'secureConnect');
  }

  /** A name that is allowed may still resolve to somewhere else: the connected address is looked at too. */
  #watched(socket: Socket, connected: 'connect' | 'secureConnect'): Socket {
    if (!isLoopback(this.#destination.address)) return socket;
    return socket.once(connected, () => {
      const remote = socket.remoteAddress ?? 'an unknown address';
      if (isLoopback(remote)) return;
      socket.destroy(
        new LoadError('host-not-allowed', `load: expected a loopback connection, got ${remote}`),
      );
    });
  }
}
