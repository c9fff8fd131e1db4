import type { KeyObject } from 'node:crypto';
import type { SpokenCipher, SpokenTls } from '../../stack/attach/try-tls.ts';

/** Best first. `T`: not trusted. `M`: for another name. */
export const grades = ['A+', 'A', 'A-', 'B', 'C', 'D', 'E', 'F', 'T', 'M'] as const;
export type Grade = (typeof grades)[number];

/** What the rules are from; a newer guide may grade otherwise. */
export const guide = 'SSL Labs, SSL Server Rating Guide 2009q (January 2020)';
/** What the guide looks at as well, and nobody here has looked for. */
export const notLookedFor =
  'not looked for: SSL 2.0, renegotiation, compression, Heartbleed, ROBOT and other defects of implementations, browsers’ handshakes';

export interface SeenTls extends SpokenTls {
  readonly certificate: {
    /** `rsa`, `ec`, `ed25519` … */
    readonly keyType: string;
    readonly keyBits: number;
    readonly signature: string;
    readonly untrusted: string | undefined;
    readonly wrongName: string | undefined;
  };
  /** max-age of Strict-Transport-Security, in seconds; 0 where there is none. */
  readonly hstsS: number;
}

export interface Graded {
  readonly grade: Grade;
  /** 0 to 100. */
  readonly score: number;
  /** Why it is no better. */
  readonly caps: readonly string[];
}

const protocolScore = { SSLv3: 80, TLSv1: 90, 'TLSv1.1': 95, 'TLSv1.2': 100, 'TLSv1.3': 100 } as const;
/** The guide's “long”: six months. */
const longHstsS = 15_768_000;

const mean = (values: readonly number[]): number => (Math.min(...values) + Math.max(...values)) / 2;

function protocolsOf({ ciphers, ssl3 }: SpokenTls): readonly (keyof typeof protocolScore)[] {
  const spoken = new Set<keyof typeof protocolScore>(ciphers.map(({ version }) => version));
  if (ssl3) spoken.add('SSLv3');
  return [...spoken];
}

/** Bits of a public key, as certificates are spoken of: of the modulus, or of the curve; 0 where that is not known. */
export function keyBitsOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): number {
  const { modulusLength, namedCurve = '' } = asymmetricKeyDetails ?? {};
  if (modulusLength !== undefined) return modulusLength;
  if (asymmetricKeyType === 'ed25519') return 256;
  if (asymmetricKeyType === 'ed448') return 448;
  return Number(/\d{3}/u.exec(namedCurve)?.[0] ?? 0);
}

/** Bits of an RSA key that is as hard (NIST SP 800-57). */
export function asRsaBits(type: string, bits: number): number {
  if (!/^(?:ec|ed|x|ecdh)/iu.test(type)) return bits;
  if (bits >= 512) return 15_360;
  if (bits >= 384) return 7_680;
  if (bits >= 250) return 3_072;
  return bits >= 224 ? 2_048 : 1_024;
}

function keyScore(bits: number): number {
  if (bits < 512) return 20;
  if (bits < 1_024) return 40;
  if (bits < 2_048) return 80;
  return bits < 4_096 ? 90 : 100;
}

/** Bits of the cipher itself; 0 where nothing is hidden. */
export function cipherBits({ name }: Pick<SpokenCipher, 'name'>): number {
  if (/NULL/u.test(name)) return 0;
  if (/EXP|DES-CBC-|RC2/u.test(name)) return 40;
  if (/DES-CBC3|3DES/u.test(name)) return 112;
  return /256|CHACHA20/u.test(name) ? 256 : 128;
}

function cipherScore(bits: number): number {
  if (bits === 0) return 0;
  if (bits < 128) return 20;
  return bits < 256 ? 80 : 100;
}

const isAnonymous = ({ name }: SpokenCipher): boolean => /^(?:ADH|AECDH)/u.test(name);
const isForwardSecret = ({ version, name }: SpokenCipher): boolean =>
  version === 'TLSv1.3' || /^(?:ECDHE|DHE)/u.test(name);
const isAuthenticated = ({ version, name }: SpokenCipher): boolean =>
  version === 'TLSv1.3' || /GCM|CCM|CHACHA20/u.test(name);

/** Each rule that caps a grade, and whether it is broken. */
function capsOf(seen: SeenTls): readonly (readonly [Grade, string])[] {
  const { ciphers, ssl3, certificate } = seen;
  const has = (version: string): boolean => ciphers.some((one) => one.version === version);
  const modern = ciphers.filter(({ version }) => version !== 'TLSv1');
  const keyBits = asRsaBits(certificate.keyType, certificate.keyBits);
  const weakest = Math.min(
    ...ciphers.map(({ ephemeral }) => (ephemeral ? asRsaBits(ephemeral.type, ephemeral.bits) : Infinity)),
  );
  const rules: readonly (readonly [boolean, Grade, string])[] = [
    [
      certificate.wrongName !== undefined,
      'M',
      `the certificate is for another name: ${certificate.wrongName ?? ''}`,
    ],
    [certificate.untrusted !== undefined, 'T', `the chain is not trusted: ${certificate.untrusted ?? ''}`],
    [/md5/iu.test(certificate.signature), 'F', 'the certificate is signed with MD5'],
    [/sha1/iu.test(certificate.signature), 'T', 'the certificate is signed with SHA-1'],
    [ciphers.some(isAnonymous), 'F', 'suites without a certificate are spoken'],
    [ciphers.some((one) => cipherBits(one) < 112), 'F', 'suites with 40 bits or none are spoken'],
    [keyBits < 1_024, 'F', `the certificate’s key has ${certificate.keyBits} bits`],
    [keyBits < 2_048, 'B', `the certificate’s key has ${certificate.keyBits} bits`],
    [weakest < 1_024, 'F', 'keys are exchanged with less than 1,024 bits'],
    [weakest < 2_048, 'B', 'keys are exchanged with less than 2,048 bits'],
    [!has('TLSv1.2') && !has('TLSv1.3'), 'C', 'neither TLS 1.2 nor 1.3 is spoken'],
    [ssl3, 'B', 'SSL 3.0 is spoken'],
    [has('TLSv1') || has('TLSv1.1'), 'B', 'TLS 1.0 or 1.1 is spoken'],
    [modern.some(({ name }) => /RC4/u.test(name)), 'C', 'RC4 is spoken with TLS 1.1 or newer'],
    [ciphers.some(({ name }) => /RC4/u.test(name)), 'B', 'RC4 is spoken'],
    [modern.some((one) => cipherBits(one) === 112), 'C', '3DES is spoken with TLS 1.1 or newer'],
    [!ciphers.some(isForwardSecret), 'B', 'no suite with forward secrecy is spoken'],
    [!ciphers.some(isAuthenticated), 'B', 'no suite of authenticated encryption is spoken'],
  ];
  return rules.filter(([isBroken]) => isBroken).map(([, grade, why]) => [grade, why] as const);
}

/** The guide's grade of a score: pure. */
function gradeOf(score: number): Grade {
  const steps = [
    [80, 'A'],
    [65, 'B'],
    [50, 'C'],
    [35, 'D'],
    [20, 'E'],
  ] as const;
  return steps.find(([least]) => score >= least)?.[1] ?? 'F';
}

/** Grades what was seen: protocols 30 %, exchange of keys 30 %, ciphers 40 %, then the rules that cap it. Pure. */
export function gradeTls(seen: SeenTls): Graded {
  const { ciphers, certificate, hstsS } = seen;
  if (ciphers.length === 0) return { grade: 'F', score: 0, caps: ['no TLS that can be spoken with'] };
  const exchanged = ciphers.map(({ ephemeral }) =>
    Math.min(
      asRsaBits(certificate.keyType, certificate.keyBits),
      ephemeral ? asRsaBits(ephemeral.type, ephemeral.bits) : Infinity,
    ),
  );
  const protocol = mean(protocolsOf(seen).map((version) => protocolScore[version]));
  const key = keyScore(Math.min(...exchanged));
  const cipher = mean(ciphers.map((one) => cipherScore(cipherBits(one))));
  const score = Math.round(0.3 * protocol + 0.3 * key + 0.4 * cipher);
  const caps = capsOf(seen);
  const worst = [gradeOf(score), ...caps.map(([grade]) => grade)].reduce((one, other) =>
    grades.indexOf(other) > grades.indexOf(one) ? other : one,
  );
  if (worst !== 'A') return { grade: worst, score, caps: caps.map(([, why]) => why) };
  if (hstsS >= longHstsS) return { grade: 'A+', score, caps: [] };
  const told = `Strict-Transport-Security lasts ${hstsS} s: A+ asks for ${longHstsS}`;
  return { grade: 'A', score, caps: [told] };
}

export const isAtLeast = (grade: Grade, wanted: Grade): boolean =>
  grades.indexOf(grade) <= grades.indexOf(wanted);
