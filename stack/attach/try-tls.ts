import { connect as connectTcp } from 'node:net';
import { connect, type ConnectionOptions } from 'node:tls';
import type { ComponentEndpoint } from '../component.ts';
import { serverNameOf } from '../url-host.ts';

export const tlsVersions = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const;
export type TlsVersion = (typeof tlsVersions)[number];

/** One suite that a server chose. */
export interface SpokenCipher {
  readonly version: TlsVersion;
  /** As OpenSSL names it: `ECDHE-RSA-AES128-GCM-SHA256`. */
  readonly name: string;
  /** Of an exchange of keys for this one conversation; undefined where none is, or OpenSSL tells no size of it. */
  readonly ephemeral: { readonly type: string; readonly bits: number } | undefined;
}

/** All that a server speaks, as far as this machine's OpenSSL does. */
export interface SpokenTls {
  readonly ciphers: readonly SpokenCipher[];
  /** It answers a greeting of SSL 3.0 in kind. */
  readonly ssl3: boolean;
}

export interface TlsPlace {
  readonly endpoint: ComponentEndpoint;
  readonly hostName: string;
}

const tryLimitMs = 5_000;
const mostSuites = 60;
/** Everything that OpenSSL has, also what it would not use by itself. */
const all = 'ALL:COMPLEMENTOFALL:@SECLEVEL=0';
const suites13 = [
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'TLS_AES_128_GCM_SHA256',
] as const;

/** Tries every version with every suite, one handshake each, until the server chooses none of what is left. */
export async function tryTls(place: TlsPlace): Promise<SpokenTls> {
  const ciphers: SpokenCipher[] = [];
  for (const version of tlsVersions) {
    if (version === 'TLSv1.3') {
      for (const suite of suites13) ciphers.push(...one(await shake(place, version, suite)));
      continue;
    }
    let offered = all;
    for (let round = 0; round < mostSuites; round += 1) {
      const chosen = await shake(place, version, offered);
      if (chosen === undefined) break;
      ciphers.push(chosen);
      offered = `${offered}:!${chosen.name}`;
    }
  }
  return { ciphers, ssl3: await answersSsl3(place) };
}

const one = (chosen: SpokenCipher | undefined): readonly SpokenCipher[] => (chosen ? [chosen] : []);

async function shake(
  { endpoint, hostName }: TlsPlace,
  version: TlsVersion,
  ciphers: string,
): Promise<SpokenCipher | undefined> {
  const options: ConnectionOptions = {
    host: endpoint.host,
    port: endpoint.port,
    servername: serverNameOf(hostName),
    minVersion: version,
    maxVersion: version,
    ciphers,
    // Who it is is another question; here it is only asked what is spoken.
    rejectUnauthorized: false,
  };
  return await new Promise((resolve) => {
    const socket = connect(options);
    const give = (chosen: SpokenCipher | undefined): void => {
      socket.destroy();
      resolve(chosen);
    };
    socket.setTimeout(tryLimitMs, () => give(undefined));
    socket.once('error', () => give(undefined));
    socket.once('secureConnect', () => {
      const { name } = socket.getCipher();
      const key: unknown = socket.getEphemeralKeyInfo();
      give({ version, name, ephemeral: ephemeralOf(key) });
    });
  });
}

function ephemeralOf(key: unknown): SpokenCipher['ephemeral'] {
  if (typeof key !== 'object' || key === null || !('type' in key) || !('size' in key)) return undefined;
  // Of some exchanges (X25519 with ML-KEM) OpenSSL tells no size: they are newer than any that is too short.
  return typeof key.size === 'number' ? { type: String(key.type), bits: key.size } : undefined;
}

/** The shortest greeting of SSL 3.0, with suites that every server of its time had. */
const ssl3Greeting = Buffer.concat([
  Buffer.from([0x16, 0x03, 0x00, 0x00, 0x2f, 0x01, 0x00, 0x00, 0x2b, 0x03, 0x00]),
  Buffer.alloc(32, 0x2a),
  Buffer.from([0x00, 0x00, 0x04, 0x00, 0x2f, 0x00, 0x0a, 0x01, 0x00]),
]);

async function answersSsl3({ endpoint }: TlsPlace): Promise<boolean> {
  return await new Promise((resolve) => {
    const socket = connectTcp(endpoint.port, endpoint.host, () => socket.write(ssl3Greeting));
    const give = (speaks: boolean): void => {
      socket.destroy();
      resolve(speaks);
    };
    socket.setTimeout(tryLimitMs, () => give(false));
    socket.once('error', () => give(false));
    socket.once('close', () => give(false));
    // A record of a handshake, of version 3.0; anything else is an alert.
    socket.once('data', (data) => give(data[0] === 0x16 && data[1] === 0x03 && data[2] === 0x00));
  });
}
