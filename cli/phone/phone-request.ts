import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import { UsageError, type CommandInput } from '../command.ts';

export interface PhoneRequest {
  readonly host: string;
  /** 0 takes any that is free. */
  readonly port: number;
  /** Address of a proxy of the team's own, which has a certificate; undefined where Golive speaks HTTPS itself. */
  readonly url: URL | undefined;
  readonly tls: { readonly certificatePem: string; readonly keyPem: string } | undefined;
  readonly minutes: number;
  readonly emulated: boolean;
  readonly signingKey: KeyObject | undefined;
}

type Values = CommandInput['values'];

const bad = (message: string, cause?: unknown): UsageError => new UsageError('bad-value', message, { cause });

const textOf = (values: Values, flag: string): string | undefined => {
  const value = values[flag];
  if (value === '') throw bad(`--${flag}: expected a value, got nothing`);
  return typeof value === 'string' ? value : undefined;
};

function readPem(values: Values, flag: string): string | undefined {
  const file = textOf(values, flag);
  if (file === undefined) return undefined;
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw bad(`--${flag}: expected a PEM file, cannot read "${file}"`, cause);
  }
}

/** The first address of this machine that others in its network reach. */
function lanAddress(): string {
  const found = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal);
  return found?.address ?? '127.0.0.1';
}

function readListen(values: Values): { readonly host: string; readonly port: number } {
  const text = textOf(values, 'listen');
  if (text === undefined) return { host: lanAddress(), port: 8443 };
  const [, bracketed, plain, port = ''] = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/u.exec(text) ?? [];
  const host = bracketed ?? plain;
  if (host === undefined || isIP(host) === 0 || Number(port) > 65_535) {
    throw bad(
      `--listen: expected an address of this machine and a port, such as 192.168.1.20:8443, got "${text}"`,
    );
  }
  return { host, port: Number(port) };
}

function readUrl(values: Values): URL | undefined {
  const text = textOf(values, 'url');
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:' || url.pathname !== '/' || url.search !== '') {
    throw bad(
      `--url: expected the address of a proxy without a path, such as https://phone.example.com, got "${text}"`,
    );
  }
  return url;
}

function readMinutes(values: Values): number {
  const text = textOf(values, 'minutes') ?? '30';
  const minutes = /^\d+$/u.test(text) ? Number(text) : 0;
  if (minutes >= 1 && minutes <= 240) return minutes;
  throw bad(`--minutes: expected a whole number from 1 to 240, got "${text}"`);
}

function ed25519<T extends KeyObject>(flag: string, make: () => T): T {
  let key: T;
  try {
    key = make();
  } catch (cause) {
    throw bad(`--${flag}: expected an Ed25519 key in PEM, got something else`, cause);
  }
  if (key.asymmetricKeyType === 'ed25519') return key;
  throw bad(`--${flag}: expected an Ed25519 key, got ${key.asymmetricKeyType ?? 'another'}`);
}

/** The key that results must be signed by. @throws UsageError */
export function readPublicKey(values: Values): KeyObject | undefined {
  const pem = readPem(values, 'public-key');
  return pem === undefined ? undefined : ed25519('public-key', () => createPublicKey(pem));
}

/** @throws UsageError naming the flag, what was expected and what was got. */
export function readPhoneRequest(values: Values): PhoneRequest {
  const certificatePem = readPem(values, 'certificate');
  const keyPem = readPem(values, 'certificate-key');
  const signing = readPem(values, 'signing-key');
  const url = readUrl(values);
  if ((certificatePem === undefined) !== (keyPem === undefined)) {
    throw bad('--certificate and --certificate-key: expected both or none, got one');
  }
  if (url !== undefined && certificatePem !== undefined) {
    throw bad('--url: expected a proxy that has the certificate, or --certificate here, got both');
  }
  return {
    ...readListen(values),
    url,
    tls: certificatePem === undefined || keyPem === undefined ? undefined : { certificatePem, keyPem },
    minutes: readMinutes(values),
    emulated: values['emulated'] === true,
    signingKey: signing === undefined ? undefined : ed25519('signing-key', () => createPrivateKey(signing)),
  };
}
