import { createRequire } from 'node:module';
import { AttestationError } from './attestation-error.ts';

/** The version that Golive is tested with. No dependency of Golive: it brings some fifty packages, for who asks for it. */
export const sigstoreVersion = '4.1.1';

export interface SigstoreLibrary {
  readonly sign: typeof import('@sigstore/sign');
  readonly verify: typeof import('@sigstore/verify');
  readonly bundle: typeof import('@sigstore/bundle');
  readonly core: typeof import('@sigstore/core');
  readonly specs: typeof import('@sigstore/protobuf-specs');
}

/**
 * Sigstore's own library, where somebody has installed it beside Golive.
 * @param from the module that it is looked for from.
 * @throws AttestationError `no-sigstore` saying what to install.
 */
export function loadSigstore(from = import.meta.url): SigstoreLibrary {
  // Its parts are its own dependencies: only from there are they sure to be found.
  const part = createRequire(find(from));
  const sign: SigstoreLibrary['sign'] = part('@sigstore/sign');
  const verify: SigstoreLibrary['verify'] = part('@sigstore/verify');
  const bundle: SigstoreLibrary['bundle'] = part('@sigstore/bundle');
  const core: SigstoreLibrary['core'] = part('@sigstore/core');
  const specs: SigstoreLibrary['specs'] = part('@sigstore/protobuf-specs');
  return { sign, verify, bundle, core, specs };
}

function find(from: string): string {
  try {
    return createRequire(from).resolve('sigstore');
  } catch (cause) {
    const install = `npm install --save-dev sigstore@${sigstoreVersion}`;
    throw new AttestationError('no-sigstore', `Sigstore's own library is not installed: ${install}`, {
      cause,
    });
  }
}
