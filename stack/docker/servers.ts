import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ContainerPlan, ProcessPlan, RecipeContext } from '../recipes/recipe.ts';
import type { StackOptions } from '../stack-driver.ts';
import { StackError } from '../stack-error.ts';
import type { Addresses } from './compose/addresses.ts';
import { companionsOf, mostCompanions, writeOverlay, type Companion } from './compose/overlay.ts';
import { asText, openTo, servingUser } from './container-user.ts';
import { containerPath } from './context.ts';
import type { FrontSettings } from './front/front-settings.ts';
import type { DockerGround } from './ground.ts';

/** What a system's processes are in containers. */
interface Servers {
  readonly server: ProcessPlan;
  readonly companions: readonly Companion[];
  /** In the place of somebody else's services: on this machine, which containers reach at their gateway. */
  readonly standIns: readonly ProcessPlan[];
}

/** The process that has replicas, which is the first, and those beside it. @throws StackError `unsupported` */
export async function serversOf(
  { recipe }: StackOptions,
  { keepsState }: ContainerPlan,
  { context, addresses }: { readonly context: RecipeContext; readonly addresses: Addresses },
): Promise<Servers> {
  const plans = await recipe.processes(context);
  const standIns = plans.filter(({ role }) => role === 'stand-in');
  const [server, ...others] = plans.filter(({ role }) => role !== 'stand-in');
  const most = keepsState === true ? mostCompanions : 0;
  if (server === undefined || others.length > most) {
    const beside = most === 0 ? '' : `, and up to ${most} beside it`;
    throw new StackError(
      'unsupported',
      `--stack docker: recipe ${recipe.application}: expected one process${beside}, got ${others.length + 1}`,
    );
  }
  return { server, companions: companionsOf(others, netOf(addresses)), standIns };
}

const netOf = ({ gateway }: Addresses): string => gateway.split('.').slice(0, 3).join('.');

/** Lets the system's user write where its state is, and says how each of its processes is started. */
export async function layOverlay(
  { recipe, prepared }: StackOptions,
  it: Pick<DockerGround, 'place' | 'plan' | 'addresses' | 'server' | 'companions' | 'exchangeFolder'>,
): Promise<{ readonly overlay?: string }> {
  const { place, plan, addresses, server, companions, exchangeFolder } = it;
  if (plan.keepsState !== true) return {};
  const user = servingUser();
  // Nobody else passes the folder around them.
  for (const folder of [place.state, exchangeFolder]) await openTo(user, folder);
  const { files } = recipe.front;
  const laterFolder = laterFolderOf(place);
  await mkdir(laterFolder, { recursive: true, mode: 0o755 });
  const overlay = await writeOverlay({
    folder: place.folder,
    net: netOf(addresses),
    program: plan.front,
    server,
    companions,
    stateFolder: place.state,
    filesFolder: files === undefined ? undefined : join(prepared.folder, files.folder),
    laterFolder,
    user: asText(user),
    path: containerPath,
  });
  return { overlay };
}

/** Files of releases that are put in place while the front runs. */
export const laterFolderOf = ({ folder }: DockerGround['place']): string => join(folder, 'later');

/** Which paths lead to which containers. */
export function frontOf(
  { recipe, target }: StackOptions,
  { replicas }: ContainerPlan,
  { addresses, server, companions }: Pick<DockerGround, 'addresses' | 'server' | 'companions'>,
): FrontSettings {
  const replicated = addresses.application.slice(0, replicas);
  const routes = [
    { plan: server, hosts: replicated },
    ...companions.map(({ plan, host }) => ({ plan, hosts: [host] })),
  ].flatMap(({ plan, hosts }) =>
    plan.serves.map((prefix) => ({
      prefix,
      servers: hosts.map((host) => ({ host, port: plan.port })),
      ...(plan.stripsPrefix === true ? { stripsPrefix: true } : {}),
    })),
  );
  return {
    plan: recipe.front,
    hostName: target.hostName,
    door: addresses.gateway,
    healthPath: target.stack.health.path,
    routes,
    plainHttp: 'redirect',
  };
}
