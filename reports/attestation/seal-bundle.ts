import { AttestationError } from './attestation-error.ts';
import { payloadType } from './envelope.ts';
import { loadSigstore } from './sigstore-library.ts';

/** Where Sigstore runs; left out, its public instance, whose addresses the library knows. */
export interface SigstoreServices {
  readonly fulcio?: string | undefined;
  readonly rekor?: string | undefined;
  /** A timestamp authority, asked beside the log. */
  readonly timestamps?: string | undefined;
}

/** Of a request; the library tries again twice. */
const timeoutMs = 15_000;

/**
 * Signs with a key of this one moment: Fulcio certifies it to an identity, Rekor keeps that it did. Who signs is known by
 * SIGSTORE_ID_TOKEN or by the CI job that this runs in; the identity stands in the log for everybody to read.
 * @returns the text of a Sigstore bundle.
 * @throws AttestationError `no-sigstore` | `no-identity` | `unreachable`.
 */
export async function sealBundle(payload: Buffer, services: SigstoreServices): Promise<string> {
  const { sign, bundle } = loadSigstore();
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
      ...(timestamps === undefined ? [] : [new sign.TSAWitness({ ...request, tsaBaseURL: timestamps })]),
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
