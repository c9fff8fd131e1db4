import { AttestationError } from './attestation-error.ts';
import { payloadType } from './envelope.ts';
import { loadSigstore, type SigstoreLibrary } from './sigstore-library.ts';

/** Who must have signed. Both are compared letter by letter. */
export interface WantedIdentity {
  /** An e-mail address, or the address of a workflow. */
  readonly identity: string;
  /** Who vouched for it. */
  readonly issuer: string;
}

type Bundle = ReturnType<SigstoreLibrary['bundle']['bundleFromJSON']>;

const reasonOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

/** Whether a text is a Sigstore bundle, of any version. */
export function isBundle(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    const type: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'mediaType') : '';
    return typeof type === 'string' && type.startsWith('application/vnd.dev.sigstore.bundle');
  } catch {
    return false;
  }
}

/**
 * The payload of a bundle that this identity has signed, by the certificates and logs of a trusted root. Asks no network.
 * @param root the text of a trusted_root.json.
 * @throws AttestationError `no-sigstore` | `bad-root` for what the person gave; `not-an-envelope` | `wrong-payload` |
 * `not-trusted` | `wrong-identity` for what the bundle is.
 */
export function openBundle(text: string, root: string, wanted: WantedIdentity): Buffer {
  const library = loadSigstore();
  const material = trustedBy(root, library);
  const bundle = parseBundle(text, library);
  const { content } = bundle;
  if (content.$case !== 'dsseEnvelope') {
    throw new AttestationError(
      'not-an-envelope',
      `expected a bundle of a DSSE envelope, got ${content.$case}`,
    );
  }
  const { payload, payloadType: type } = content.dsseEnvelope;
  if (type !== payloadType) {
    throw new AttestationError('wrong-payload', `payloadType: expected ${payloadType}, got "${type}"`);
  }
  const { identity } = judged(bundle, material, library);
  const issuer = identity?.extensions?.issuer;
  // The library would take the wanted identity for a pattern.
  if (identity?.subjectAlternativeName !== wanted.identity || issuer !== wanted.issuer) {
    const got = `${identity?.subjectAlternativeName ?? 'nobody'}, by ${issuer ?? 'nobody'}`;
    const why = `signed by somebody else: expected ${wanted.identity}, by ${wanted.issuer}, got ${got}`;
    throw new AttestationError('wrong-identity', why);
  }
  return payload;
}

function judged(bundle: Bundle, material: ReturnType<typeof trustedBy>, { verify }: SigstoreLibrary) {
  try {
    return new verify.Verifier(material).verify(verify.toSignedEntity(bundle));
  } catch (cause) {
    const why = `by these roots nobody has signed these bytes: ${reasonOf(cause)}`;
    throw new AttestationError('not-trusted', why, { cause });
  }
}

function parseBundle(text: string, { bundle }: SigstoreLibrary): Bundle {
  try {
    return bundle.bundleFromJSON(JSON.parse(text));
  } catch (cause) {
    throw new AttestationError('not-an-envelope', `expected a Sigstore bundle: ${reasonOf(cause)}`, {
      cause,
    });
  }
}

function trustedBy(root: string, { specs, verify }: SigstoreLibrary) {
  try {
    return verify.toTrustMaterial(specs.TrustedRoot.fromJSON(JSON.parse(root)));
  } catch (cause) {
    const why = `--trusted-root: expected a trusted_root.json of Sigstore: ${reasonOf(cause)}`;
    throw new AttestationError('bad-root', why, { cause });
  }
}
