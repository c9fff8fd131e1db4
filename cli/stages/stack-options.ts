import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../stack/ports.ts';
import type { StackOptions } from '../../stack/stack-driver.ts';
import { StackError } from '../../stack/stack-error.ts';
import type { StartedStack } from '../../stack/started-stack.ts';
import type { Prepared } from '../../stack/recipes/recipe.ts';
import type { RunContext } from '../run-context.ts';

export async function prepareRelease(context: RunContext): Promise<Prepared> {
  const { driver, request, recipe, reaper, report } = context;
  const patch = request.fault?.patch ?? [];
  return await driver.prepare({ recipe, source: request.source, patch, reaper, report });
}

/** What every stack of this run is started from. */
export function stackOptions(context: RunContext, name: string): StackOptions {
  const { request, recipe, reaper, prepared } = context;
  if (!prepared) throw new StackError('not-ready', 'expected the release to be built, it is not');
  const { target, seed, shape } = request;
  return {
    target,
    recipe,
    prepared,
    name,
    seed,
    reaper,
    report: context.report,
    secrets: context.runSecrets,
    ...(shape === undefined ? {} : { shape }),
    exchangeFolder: exchangeFolder(context),
  };
}

/** What commands of the team write here is found under the same path by every stack of the run, and by Golive. */
export function exchangeFolder({ temporaryFolder }: RunContext): string {
  const folder = join(temporaryFolder, 'exchange');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

export async function startMain(context: RunContext): Promise<StartedStack> {
  const { port } = context.request;
  const options = stackOptions(context, 'main');
  if (port === undefined) return await context.driver.start(options);
  return await context.driver.start({
    ...options,
    frontPorts: { httpsPort: port, httpPort: await freePort() },
  });
}
