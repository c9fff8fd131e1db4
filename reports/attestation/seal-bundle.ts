import { AttestationError } from './attestation-error.ts';
import { payloadType } from './envelope.ts';
import { loadSigstore, type SigstoreLibrary } from './sigstore-library.ts';

/** Where Sigstore runs; left out, its public instance, whose addresses the library knows. */
export interface SigstoreServices {
  readonly fulcio?: string | undefined;
  readonly rekor?: string | undefined;
  /** A timestamp authority, asked beside the log. */
  readonly timestamps?: string | undefined;
}

/** Of a request; the library tries again twice. */
const timeoutMs = 15_000;

/** Of a timestamp that can be read: one in ten cannot. */
const attempts = 5;

type Witness = import('@sigstore/sign').Witness;

/**
 * Signs with a key of this one moment: Fulcio certifies it to an identity, Rekor keeps that it did. Who signs is known by
 * SIGSTORE_ID_TOKEN or by the CI job that this runs in; the identity stands in the log for everybody to read.
 * @returns the text of a Sigstore bundle.
 * @throws AttestationError `no-sigstore` | `no-identity` | `unreachable`.
 */
export async function sealBundle(payload: Buffer, services: SigstoreServices): Promise<string> {
  const library = loadSigstore();
  const { sign, bundle } = library;
  const identityProvider = new sign.CIContextProvider('sigstore');
  // Asked first, so that nobody is told of a log that was never reached.
  await identityProvider.getToken().catch((cause: unknown) => {
    const wanted =
      'SIGSTORE_ID_TOKEN, or a CI job that may ask for one (GitHub: permissions: id-token: write)';
    throw new AttestationError('no-identity', `--sigstore: expected an identity token: ${wanted}, got none`, {
      cause,
    });
  });
  const request = { retry: { retries: 2 }, timeout: timeoutMs };
  const { fulcio, rekor, timestamps } = services;
  const builder = new sign.DSSEBundleBuilder({
    signer: new sign.FulcioSigner({
      identityProvider,
      ...request,
      ...(fulcio === undefined ? {} : { fulcioBaseURL: fulcio }),
    }),
    witnesses: [
      new sign.RekorWitness({
        entryType: 'dsse',
        ...request,
        ...(rekor === undefined ? {} : { rekorBaseURL: rekor }),
      }),
      ...(timestamps === undefined
        ? []
        : [readableStamps(new sign.TSAWitness({ ...request, tsaBaseURL: timestamps }), library)]),
    ],
  });
  try {
    const made = await builder.create({ data: payload, type: payloadType });
    return `${JSON.stringify(bundle.bundleToJSON(made))}\n`;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new AttestationError('unreachable', `--sigstore: nothing was signed: ${why}`, { cause });
  }
}

/**
 * Stamps that whoever verifies can read. Sigstore's library (core 3.2.1) wants none or three digits of a second, while
 * DER leaves zeros at the end away: one stamp in ten of a clock that tells milliseconds would be refused for ever.
 */
function readableStamps(clock: Witness, { core }: SigstoreLibrary): Witness {
  const readable = (signedTimestamp: Buffer): boolean => {
    try {
      return !Number.isNaN(core.RFC3161Timestamp.parse(Buffer.from(signedTimestamp)).signingTime.getTime());
    } catch {
      return false;
    }
  };
  return {
    testify: async (content, publicKey) => {
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        const said = await clock.testify(content, publicKey);
        if (said.rfc3161Timestamps?.every((stamp) => readable(stamp.signedTimestamp)) === true) return said;
      }
      throw new Error(`none of ${String(attempts)} timestamps can be read by Sigstore's library`);
    },
  };
}
