import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deployedCertificates } from '../../stack/attach/rehearsal/deployed-certificates.ts';
import { processDriver } from '../../stack/process/driver.ts';
import { createReaper } from '../../stack/reaper/reaper.ts';
import { findRecipe } from '../../stack/recipes/registry.ts';
import { RunSecrets } from '../../stack/run-secrets.ts';
import { startScratch, type ScratchServices } from './scratch-services.ts';
import type { EmptyStack, FrontPorts, StackDriver } from '../../stack/stack-driver.ts';
import type { StartedStack } from '../../stack/started-stack.ts';
import { loadTarget, targetFile } from '../../targets/load.ts';
import type { HooksInput } from '../../targets/schema/hooks.ts';

/** A system that runs on loopback and belongs to nobody's run: something to attach to. */
export interface RunningDeployment extends AsyncDisposable {
  readonly stack: StartedStack;
  /** Environment variables that hooks name. */
  readonly environment: Readonly<Record<string, string>>;
  /** An empty place beside it, and what hooks say of that; for one test. */
  scratch(folder: string): Promise<ScratchServices>;
  /** Services alone, beside it. */
  startEmpty(name: string, frontPorts: FrontPorts): Promise<EmptyStack>;
  /** Writes a hooks file with the accounts, the authority and what else is given; hands back its path. */
  hooks(folder: string, more?: Partial<HooksInput>): string;
}

const databaseVariable = 'ATTACH_DATABASE_URL';

export interface DeploymentOrder {
  readonly driver?: StackDriver;
  readonly seed?: string;
  /** Found under the same path by the commands of every stack. */
  readonly exchangeFolder?: string;
}

/** Fieldbook, started for this test: on its small seed as a process stack, unless another is asked for. */
export async function startDeployment({
  driver = processDriver,
  seed = 'S',
  exchangeFolder,
}: DeploymentOrder = {}): Promise<RunningDeployment> {
  const target = await loadTarget(targetFile('reference'));
  const reaper = await createReaper({ run: `test-attach-${randomBytes(4).toString('hex')}` });
  try {
    const recipe = findRecipe(target.application);
    const report = (): void => undefined;
    const prepared = await driver.prepare({ recipe, source: undefined, reaper, report });
    const certificates = await deployedCertificates([target.hostName], {});
    const secrets = new RunSecrets();
    const placed = exchangeFolder === undefined ? {} : { exchangeFolder };
    const own = { target, recipe, prepared, seed, reaper, report, certificates, secrets, ...placed };
    const stack = await driver.start({ ...own, name: 'deployed' });
    const scratch = (folder: string) => startScratch(stack, { ...own, name: 'scratch' }, folder);
    return {
      ...running(stack),
      scratch,
      startEmpty: (name, frontPorts) => driver.startEmpty({ ...own, name, frontPorts }),
      async [Symbol.asyncDispose]() {
        await stack[Symbol.asyncDispose]();
        await reaper.close();
      },
    };
  } catch (error) {
    await reaper.close();
    throw error;
  }
}

function running(stack: StartedStack): Pick<RunningDeployment, 'stack' | 'environment' | 'hooks'> {
  const { accounts, sql, caPem } = stack.access;
  const environment: Record<string, string> = {
    [databaseVariable]: sql?.engine === 'postgres' ? sql.url : '',
  };
  const hooked = Object.entries(accounts).map(([name, account]) => {
    const word = name.toUpperCase().replaceAll(/[^A-Z0-9]/gu, '_');
    environment[`ATTACH_${word}`] = account.password;
    if (account.totpSecret !== undefined) environment[`ATTACH_${word}_TOTP`] = account.totpSecret;
    const totp = account.totpSecret === undefined ? {} : { totpSecretVariable: `ATTACH_${word}_TOTP` };
    return [name, { email: account.email, passwordVariable: `ATTACH_${word}`, ...totp }] as const;
  });
  return {
    stack,
    environment,
    hooks(folder, more = {}) {
      writeFileSync(join(folder, 'ca.pem'), caPem);
      const file = join(folder, 'hooks.json');
      const own: HooksInput = {
        accounts: Object.fromEntries(hooked),
        caFile: 'ca.pem',
        plainPort: stack.facts.front.httpPort,
        ...more,
      };
      writeFileSync(file, JSON.stringify(own));
      return file;
    },
  };
}

/** All that a run may be given of its database. */
export const withDatabase: Partial<HooksInput> = {
  database: { engine: 'postgres', urlVariable: databaseVariable },
};
