import type { Deployed } from '../../targets/schema/deployed.ts';
import { StackError } from '../stack-error.ts';
import type { StackFacts } from '../facts.ts';
import type { StatedRelease } from './attach-order.ts';

/**
 * What is known of a release that somebody else has deployed: the version that it says of itself, and the digest that
 * somebody stated of that very version, with what it rests on.
 * @param told the version; undefined where it says none.
 * @throws StackError `another-release` where a digest is stated of a version that the deployment does not say.
 */
export function attachedRelease(
  told: string | undefined,
  stated: StatedRelease | undefined,
  place: Deployed['version'],
): StackFacts['release'] {
  if (stated === undefined) return { version: told ?? 'unknown', digest: 'unknown' };
  const { version, digest } = stated;
  if (place === undefined) {
    throw another(version, 'the target does not say where it tells its version (deployed.version)');
  }
  const where = `GET ${place.path}`;
  if (told === undefined) throw another(version, `${where} tells no version`);
  if (told !== version) throw another(version, `${where} tells ${told}`);
  return { version, digest, restsOn: `stated by --release for version ${version}, which ${where} tells` };
}

const another = (version: string, got: string): StackError =>
  new StackError(
    'another-release',
    `--release: expected a deployment that says it is ${version}, but ${got}`,
  );
