import { asText, readPointer } from '../../targets/pointer.ts';
import type { StartedStack } from '../../stack/started-stack.ts';

const answerWithinMs = 5_000;

/** The version that each application process says of itself, asked past the front; empty where none says one. */
export async function versionsOf({
  target,
  components,
}: Pick<StartedStack, 'target' | 'components'>): Promise<
  readonly { readonly name: string; readonly version: string }[]
> {
  const { version: where } = target.deployed;
  if (where === undefined) return [];
  return await Promise.all(
    components
      .filter(({ role }) => role === 'application')
      .map(async ({ name, endpoint: { host, port } }) => {
        const answer = await fetch(`http://${host}:${port}${where.path}`, {
          signal: AbortSignal.timeout(answerWithinMs),
        });
        const body: unknown = await answer.json();
        return { name, version: asText(readPointer(body, where.pointer)) };
      }),
  );
}
