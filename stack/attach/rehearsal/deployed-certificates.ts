import 'reflect-metadata';
import { createHash } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import type { RunCertificates } from '../../certificates.ts';
import type { DeploymentDefect } from './defect.ts';

const signing = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const dayMs = 86_400_000;
const lifeDays = 90;

const createKeys = () => crypto.subtle.generateKey(signing, true, ['sign', 'verify']);
type Keys = Awaited<ReturnType<typeof createKeys>>;

/**
 * Certificates as a public authority gives them: a root that clients know, an intermediate that the server sends, and
 * a leaf of 90 days, ten of them gone; spoilt as the defect says.
 */
export async function deployedCertificates(
  hostNames: readonly string[],
  { daysLeft = lifeDays - 10, hostName, withoutIntermediate }: NonNullable<DeploymentDefect['certificate']>,
  now = new Date(),
): Promise<RunCertificates> {
  const [rootKeys, middleKeys, leafKeys] = await Promise.all([createKeys(), createKeys(), createKeys()]);
  const until = (days: number): Date => new Date(now.getTime() + days * dayMs);
  const authorityLife = { notBefore: until(-400), notAfter: until(400) };
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    ...authorityLife,
    name: [{ CN: ['Rehearsal root'] }],
    signingAlgorithm: signing,
    keys: rootKeys,
    extensions: authorityExtensions(),
  });
  const middle = await x509.X509CertificateGenerator.create({
    ...authorityLife,
    subject: [{ CN: ['Rehearsal intermediate'] }],
    issuer: root.subjectName,
    signingAlgorithm: signing,
    publicKey: middleKeys.publicKey,
    signingKey: rootKeys.privateKey,
    extensions: authorityExtensions(),
  });
  const notAfter = until(daysLeft);
  const names: x509.JsonGeneralName[] = (hostName === undefined ? hostNames : [hostName]).map((value) => ({
    type: 'dns',
    value,
  }));
  const leaf = await x509.X509CertificateGenerator.create({
    notBefore: until(daysLeft - lifeDays),
    notAfter,
    subject: [{ CN: ['Rehearsal leaf'] }],
    issuer: middle.subjectName,
    signingAlgorithm: signing,
    publicKey: leafKeys.publicKey,
    signingKey: middleKeys.privateKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(names),
    ],
  });
  const chain = withoutIntermediate === true ? [leaf] : [leaf, middle];
  return {
    caPem: `${root.toString('pem')}\n`,
    certificatePem: `${chain.map((one) => one.toString('pem')).join('\n')}\n`,
    ...(await ofKeys(leafKeys)),
    notAfter,
  };
}

const authorityExtensions = (): x509.Extension[] => [
  new x509.BasicConstraintsExtension(true, undefined, true),
  new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
];

async function ofKeys({ publicKey, privateKey }: Keys) {
  const spki = await crypto.subtle.exportKey('spki', publicKey);
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', privateKey);
  return {
    keyPem: `${x509.PemConverter.encode(pkcs8, 'PRIVATE KEY')}\n`,
    spkiSha256Base64: createHash('sha256').update(new Uint8Array(spki)).digest('base64'),
  };
}
