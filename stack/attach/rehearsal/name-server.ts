import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { decode, encode, type Answer, type Question } from 'dns-packet';

/** What the name server of a rehearsal says. Names that are not here do not exist. */
export interface Zone {
  readonly a: Readonly<Record<string, string>>;
  /** By domain: who may issue certificates for it. */
  readonly caa: Readonly<Record<string, string>>;
}

export interface NameServer extends AsyncDisposable {
  /** `127.0.0.1:5353`. */
  readonly address: string;
}

const ttl = 60;
const authoritative = 0x0400;
const noSuchName = 3;

function answersTo({ type, name }: Question, zone: Zone): readonly Answer[] {
  const a = zone.a[name];
  const caa = zone.caa[name];
  if (type === 'A' && a !== undefined) return [{ type, name, ttl, data: a }];
  if (type === 'CAA' && caa !== undefined) {
    return [{ type, name, ttl, data: { issuerCritical: false, flags: 0, tag: 'issue', value: caa } }];
  }
  return [];
}

/** A name server for one rehearsal, on loopback unless another address of this machine is named. */
export async function startNameServer(zone: Zone, host = '127.0.0.1'): Promise<NameServer> {
  const socket = createSocket('udp4');
  socket.on('message', (message, { address, port }) => {
    const { id = 0, questions = [] } = decode(message);
    const [question] = questions;
    if (question === undefined) return;
    const isKnown = question.name in zone.a || question.name in zone.caa;
    const flags = authoritative | (isKnown ? 0 : noSuchName);
    const answers = [...answersTo(question, zone)];
    socket.send(encode({ type: 'response', id, flags, questions: [question], answers }), port, address);
  });
  socket.bind(0, host);
  await once(socket, 'listening');
  return {
    address: `${host}:${socket.address().port}`,
    async [Symbol.asyncDispose]() {
      const closed = once(socket, 'close');
      socket.close();
      await closed;
    },
  };
}
