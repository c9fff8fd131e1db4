import type { Report } from '../recipes/recipe.ts';
import type { DockerClient, HeldImage } from '../images/docker-client.ts';
import { failedLately, forgetFailure, rememberFailure } from '../tools/attempts.ts';
import { lastLines } from '../tools/run-program.ts';

/** By which a user names an image of their own, as for the images of the Docker stack. */
export const zapVariable = 'GOLIVE_IMAGE_ZAP';
export const officialZap = 'zaproxy/zap-stable';

export interface ZapImage {
  readonly reference: string;
  /** `sha256:…`: by the registry where it came from one, else the image's own id. */
  readonly digest: string;
}

/** `absent`: nobody has it here. `failed`: somebody named one by the variable, and it cannot be had. */
export type FoundZap =
  | { readonly outcome: 'ready'; readonly image: ZapImage }
  | { readonly outcome: 'absent' | 'failed'; readonly why: string };

/** A registry behind a wall costs half a minute to ask: no run waits for it again on the same day. */
const attemptId = 'zap-image';
/** Its layers are large, and a pull that nobody watches says a line a layer. */
export const pullLimitMs = 180_000;

/** Has ZAP's image ready in the engine, or says why there is none. It is never built here: what ZAP finds is ZAP's. */
export async function findZapImage(
  docker: DockerClient,
  { retry = false, report }: { readonly retry?: boolean; readonly report: Report },
): Promise<FoundZap> {
  const { machine } = docker;
  const named = machine.environment[zapVariable];
  const reference = named || officialZap;
  const held = await docker.image(reference);
  if (held !== undefined) return ready(reference, held);
  if (!named && !retry && failedLately(machine, attemptId)) {
    const why = `no registry gave ${reference} when it was last asked (golive images --zap asks again)`;
    return { outcome: 'absent', why };
  }
  report(`pulling ${reference}, waiting for its registry`);
  const { exitCode, output } = await docker.ask(['pull', reference], pullLimitMs);
  const pulled = exitCode === 0 ? await docker.image(reference) : undefined;
  if (pulled !== undefined) {
    await forgetFailure(machine, attemptId);
    return ready(reference, pulled);
  }
  const why = `no registry gives ${reference}: ${lastLines(output, 1)}`;
  if (named) return { outcome: 'failed', why: `${zapVariable}: ${why}` };
  await rememberFailure(machine, attemptId, why);
  return { outcome: 'absent', why };
}

function ready(reference: string, { id, registryDigest }: HeldImage): FoundZap {
  return { outcome: 'ready', image: { reference, digest: registryDigest?.split('@')[1] ?? id } };
}
