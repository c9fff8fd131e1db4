import { buildConnector, Pool } from 'undici';
import { assertAllowed, isLoopback, type LoadDestination } from '../allowed-host.ts';
import { LoadError } from '../load-error.ts';

/** The sockets of a run: one pool for each source address, so that users do not all look like one. */
export class Connections {
  readonly #pools: Pool[];

  constructor(destination: LoadDestination, requestTimeoutMs: number) {
    assertAllowed(destination.address, destination.allowedHosts);
    const sources = destination.sourceAddresses ?? [];
    const addresses = sources.length === 0 ? [undefined] : sources;
    this.#pools = addresses.map((source) => poolFrom(destination, source, requestTimeoutMs));
  }

  /** Each user keeps to one source address. A pool opens as many sockets as are busy: nothing queues. */
  poolOf(user: number): Pool {
    const pool = this.#pools[user % this.#pools.length];
    if (pool === undefined)
      throw new LoadError('generator-failed', 'load: expected a pool of connections, got none');
    return pool;
  }

  async close(): Promise<void> {
    await Promise.all(this.#pools.map((pool) => pool.destroy()));
  }
}

function poolFrom(destination: LoadDestination, source: string | undefined, timeoutMs: number): Pool {
  const servername = new URL(destination.origin).hostname;
  const connect = buildConnector({
    ...(destination.ca === undefined ? {} : { ca: destination.ca }),
    servername,
    timeout: timeoutMs,
    port: destination.port,
  });
  const mapped: buildConnector.connector = (options, callback) => {
    const where = { ...options, hostname: destination.address, port: String(destination.port), servername };
    connect({ ...where, ...(source === undefined ? {} : { localAddress: source }) }, (...args) => {
      callback(...refuseStrangers(args, destination));
    });
  };
  // Time-outs are the player's own: undici's are checked only about once a second.
  return new Pool(destination.origin, { connect: mapped, pipelining: 1, headersTimeout: 0, bodyTimeout: 0 });
}

/** A name that is allowed may still resolve to somewhere else: the connected address is looked at too. */
function refuseStrangers(
  args: buildConnector.CallbackArgs,
  destination: LoadDestination,
): buildConnector.CallbackArgs {
  if (args[0] !== null || !isLoopback(destination.address)) return args;
  const socket = args[1];
  const remote = socket.remoteAddress ?? 'an unknown address';
  if (isLoopback(remote)) return args;
  socket.destroy();
  return [new LoadError('host-not-allowed', `load: expected a loopback connection, got ${remote}`), null];
}
