import type { EmptyStack, StackOptions } from '../stack-driver.ts';
import { StackError } from '../stack-error.ts';
import { makeStackFolder } from '../process/stack-folder.ts';
import { attach } from './attach.ts';
import type { AttachOrder } from './attach-order.ts';
import { hooked, runHooked, type HookPlace } from './hook-commands.ts';
import { addressOf } from './look-up.ts';
import { parsePlace } from './parse-place.ts';
import { resolveAccess } from './resolve-access.ts';
import { assertElsewhere, assertEmpty, scratchPlace } from './scratch.ts';
import type { HookCommand } from '../../targets/schema/hooks.ts';

/**
 * The scratch place of the hooks, empty. Commands that run there are not told where the deployment's own data is.
 * @throws StackError `refused` where it is no other place than the deployment's, or is not empty.
 */
export async function startScratch(order: AttachOrder, options: StackOptions): Promise<EmptyStack> {
  const main = resolveAccess(order);
  const { scratch, access: own } = await scratchPlace(order, main);
  const connect = parsePlace(scratch.connect);
  const endpoint = { host: await addressOf(connect.host, order.hooks.dnsServers), port: connect.port };
  const { deployment, hooks } = order;
  const there = deployment.connect ?? { host: deployment.hostName, port: deployment.port };
  assertElsewhere(endpoint, { ...there, host: await addressOf(there.host, hooks.dnsServers) });
  const place = await makeStackFolder(options.reaper, options.name);
  const hookPlace: HookPlace = {
    order,
    spawn: options.reaper.spawn,
    temporary: place.temporary,
    shims: place.shims,
    withheld: secretsOfMain(order),
  };
  const play = async (what: string, command: HookCommand | undefined): Promise<void> => {
    if (command === undefined) return;
    const { exitCode, stderr, stdout } = await runHooked(hookPlace, hooked(command));
    if (exitCode === 0) return;
    const told = `commands.restore.scratch.${what}: expected exit code 0, got ${exitCode}`;
    throw new StackError('command-failed', `${told}; it said last: ${(stderr || stdout).trim().slice(-300)}`);
  };
  const leave = async (): Promise<void> => {
    await play('empty', scratch.empty);
    await options.reaper.removeFolder(place.folder);
  };
  await play('empty', scratch.empty);
  await assertEmpty({ scratch, access: own });
  const access = { caPem: main.caPem, accounts: {}, ...own, secrets: main.secrets };
  return {
    target: options.target,
    folder: place.folder,
    shimFolder: place.shims,
    access,
    operate: (command) => runHooked(hookPlace, command),
    async bringUp() {
      await play('start', scratch.start);
      const restored = { ...order, deployment: { ...deployment, connect: endpoint }, compared: undefined };
      return await attach(restored, options, { ...access, accounts: main.accounts }, leave);
    },
    [Symbol.asyncDispose]: leave,
  };
}

function secretsOfMain({ hooks: { database, bucket } }: AttachOrder): readonly string[] {
  const ofDatabase = database?.engine === 'postgres' ? [database.urlVariable] : [];
  return bucket ? [...ofDatabase, bucket.accessKeyVariable, bucket.secretKeyVariable] : ofDatabase;
}
