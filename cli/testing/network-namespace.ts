import { execFileSync } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import type { ComponentEndpoint } from '../../stack/component.ts';

/** Another machine, as far as addresses go: a network namespace with a line of its own to this one. Needs root. */
export interface OtherMachine extends AsyncDisposable {
  /** Of this machine, as the other one sees it. */
  readonly here: string;
  /** Addresses that the other one has. */
  readonly own: readonly string[];
  /** First words of a command that runs there. */
  readonly through: readonly string[];
  /**
   * Leads a port of `here` on to one of 127.0.0.1 or of another host, as if from there; `apart`: who comes keeps its last number, so that
   * 10.x.y.7 is 127.0.77.7.
   */
  relay(to: number, how?: 'apart', host?: string): Promise<number>;
}

const fewAddresses = 8;
const ip = (line: string): void => void execFileSync('ip', line.split(' '), { stdio: 'pipe' });

/** @param addresses how many it has: users of a load come from one each. */
export function otherMachine(addresses = fewAddresses): OtherMachine {
  const tail = randomBytes(3).toString('hex');
  const name = `golive-${tail}`;
  const net = `10.${randomInt(64, 128)}.${randomInt(1, 255)}`;
  const here = `${net}.1`;
  const own = Array.from({ length: addresses }, (_, index) => `${net}.${index + 2}`);
  const closing: (() => Promise<void>)[] = [];
  ip(`netns add ${name}`);
  try {
    ip(`link add gl${tail}a type veth peer name gl${tail}b netns ${name}`);
    ip(`addr add ${here}/24 dev gl${tail}a`);
    ip(`link set gl${tail}a up`);
    for (const address of own) ip(`-n ${name} addr add ${address}/24 dev gl${tail}b`);
    ip(`-n ${name} link set gl${tail}b up`);
    ip(`-n ${name} link set lo up`);
  } catch (error) {
    ip(`netns del ${name}`);
    throw error;
  }
  return {
    here,
    own,
    through: ['ip', 'netns', 'exec', name],
    async relay(to, how, host = '127.0.0.1') {
      const { port, close } = await relayTo(here, { host, port: to }, how === 'apart');
      closing.push(close);
      return port;
    },
    async [Symbol.asyncDispose]() {
      for (const close of closing) await close();
      // Its end of the line goes with it, and so does ours.
      ip(`netns del ${name}`);
    },
  };
}

async function relayTo(here: string, to: ComponentEndpoint, isApart: boolean) {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    return socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
  };
  const server = createServer({ noDelay: true }, (visitor) => {
    const last = visitor.remoteAddress?.split('.').at(-1) ?? '1';
    const from = isApart ? { localAddress: `127.0.77.${last}` } : {};
    const inner = connect({ ...to, ...from, noDelay: true });
    keep(visitor).pipe(keep(inner)).pipe(visitor);
    visitor.on('close', () => inner.destroy());
    inner.on('close', () => visitor.destroy());
  });
  await once(server.listen(0, here), 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('expected a TCP port, got none');
  return {
    port: address.port,
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
