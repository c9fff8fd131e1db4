import { join } from 'node:path';
import { readVersion } from './read-version.ts';
import { isNotApplicable, notApplicable } from '../../targets/schema/common.ts';
import type { Hooks } from '../../targets/schema/hooks.ts';
import type { Target } from '../../targets/schema/target.ts';
import type { Access, StackFacts } from '../facts.ts';
import { Ledger, ledgerName, readLedger } from '../ledger/ledger.ts';
import { makeStackFolder, writeStackFiles } from '../process/stack-folder.ts';
import type { Guard } from '../read-only/guard.ts';
import type { StackOptions } from '../stack-driver.ts';
import { hostInUrl } from '../url-host.ts';
import type { StartedStack } from '../started-stack.ts';
import type { AttachOrder } from './attach-order.ts';
import { attachedRelease } from './attached-release.ts';
import { AttachedStack } from './attached-stack.ts';
import type { AttachedFacts, FoundDeployment } from './deployment-facts.ts';
import { findDeployment, type Found } from './find-deployment.ts';
import { findGuarded } from './find-guarded.ts';
import { hooked, runHooked, type HookPlace } from './hook-commands.ts';
import { hookedComponents } from './hooked-components.ts';
import { mendParts } from './mend-parts.ts';
import { authorities } from './resolve-access.ts';
import { tidyUp } from './tidy-up.ts';
import { whyClosed } from './why-closed.ts';

/**
 * Finds a deployment, and writes what Playwright workers attach to.
 * @param leave throws away a deployment that was made for this run alone: its records need not be taken out.
 * @throws StackError `not-ready` where nothing answers.
 */
export async function attach(
  order: AttachOrder,
  options: Pick<StackOptions, 'target' | 'name' | 'reaper' | 'report'>,
  given: Access,
  leave?: () => Promise<void>,
): Promise<StartedStack> {
  const { hooks, deployment } = order;
  const { target, name, reaper, report } = options;
  report(`attaching to https://${hostInUrl(deployment.hostName)}`);
  await using owned = new AsyncDisposableStack();
  const { found, guard } = await findGuarded(order, given, reaper.run);
  if (guard) owned.use(guard);
  const access = guard ? { ...given, caPem: guard.caPem } : given;
  const place = await makeStackFolder(reaper, name);
  const { temporary, shims } = place;
  const hookPlace: HookPlace = { order, spawn: reaper.spawn, temporary, shims };
  const attached = await attachedFacts(order, found.deployment, given, hookPlace);
  const facts = await factsOf(order, options, found, { guard, accessFile: place.accessFile });
  await writeStackFiles(place, facts, access);
  const ledgerFile = join(order.reportsFolder, reaper.run, ledgerName);
  const components = hookedComponents(hooks, found.deployment.endpoint, {
    run: attached.run,
    ledger: new Ledger(ledgerFile, reaper.run),
  });
  const kept = owned.move();
  const stack = new AttachedStack({
    target: withHookedOperations(target, order),
    place,
    facts,
    access,
    attached,
    components,
    operate: (command) => runHooked(hookPlace, command),
    whyClosed: (check, subject) =>
      whyClosed(check, subject, {
        target,
        hooks,
        access,
        address: found.deployment.endpoint.host,
        now: new Date(),
      }),
    async removeRecords() {
      // What was only looked at holds nothing of this run, and nothing is asked of it to take that away.
      if (guard) return { removed: 0, left: [] };
      const down = await mendParts(components, readLedger(ledgerFile));
      // What was deployed for this run alone goes with all that is in it.
      if (leave) return { removed: 0, left: down };
      const { removed, left } = await tidyUp({ target, facts, access, hooks });
      return { removed, left: [...down, ...left] };
    },
    async leave() {
      await kept.disposeAsync();
      await leave?.();
      await reaper.removeFolder(place.folder);
    },
  });
  report(`connected to ${found.deployment.endpoint.host}:${found.deployment.endpoint.port}`);
  return stack;
}

async function attachedFacts(
  order: AttachOrder,
  main: FoundDeployment,
  access: Access,
  place: HookPlace,
): Promise<AttachedFacts> {
  const { compared, hooks } = order;
  const other = compared && {
    caPem: hooks.compared.caFile === undefined ? access.caPem : authorities(order, hooks.compared.caFile),
    dnsServers: hooks.dnsServers,
    environment: hooks.compared.environment,
  };
  return {
    main,
    compared: compared && other ? (await findDeployment(compared, other)).deployment : undefined,
    hooks,
    run: (command) => runHooked(place, hooked(command)),
  };
}

type Commands = Hooks['commands'];

const onlyOfOwn = 'the hooks give no command for it';

/** The team's own commands, as they are run where it was deployed. */
function withHookedOperations(target: Target, { hooks: { commands }, hooksFile }: AttachOrder): Target {
  const { backup, restore } = commands;
  const source = hooksFile;
  const { operations } = target;
  return {
    ...target,
    operations: {
      ...operations,
      encryption: encryptionOf(target, commands),
      rotation: rotationOf(target, commands, source),
      ...(backup && { backup: { ...backup, source } }),
      ...(restore && { restore: { command: restore.command, timeoutMs: restore.timeoutMs, source } }),
    },
  };
}

type Operations = Target['operations'];

/** Without the key's name nobody can be offered another key. */
function encryptionOf(
  { operations: { encryption } }: Target,
  { restore }: Commands,
): Operations['encryption'] {
  if (isNotApplicable(encryption)) return encryption;
  return restore?.keyVariable === undefined
    ? notApplicable(onlyOfOwn)
    : { ...encryption, keyVariable: restore.keyVariable };
}

function rotationOf(
  { operations: { rotation } }: Target,
  { rotation: run }: Commands,
  source: string,
): Operations['rotation'] {
  if (isNotApplicable(rotation)) return rotation;
  return run === undefined ? notApplicable(onlyOfOwn) : { ...rotation, run: { ...run, source } };
}

async function factsOf(
  order: AttachOrder,
  { target, name, reaper }: Pick<StackOptions, 'target' | 'name' | 'reaper'>,
  { deployment, greeting }: Found,
  { guard, accessFile }: { readonly guard: Guard | undefined; readonly accessFile: string },
): Promise<StackFacts> {
  const { hooks, reportsFolder } = order;
  const { endpoint, hostName } = deployment;
  const place = target.deployed.version;
  // Asked as a question of its own later; here it only names what was looked at.
  const told = place && (await readVersion(deployment, place).catch(() => undefined));
  const release = attachedRelease(told, order.stated, place);
  const isSound = greeting.untrusted === undefined && greeting.wrongName === undefined;
  return {
    run: reaper.run,
    name,
    target: target.name,
    driver: 'attach',
    hostName: hostInUrl(hostName),
    front: guard?.front ?? { host: endpoint.host, httpsPort: endpoint.port, httpPort: hooks.plainPort },
    // A private authority is unknown to a browser: it is told the key that was found to be sound, and no other.
    spki: guard?.spki ?? (hooks.caFile !== undefined && isSound ? greeting.spki : ''),
    seed: 'as it is',
    startedAt: new Date().toISOString(),
    release,
    parts: [
      {
        role: 'front',
        name: `${endpoint.host}:${endpoint.port}`,
        kind: 'deployed front',
        version: greeting.protocol,
      },
      { role: 'application', name: hostName, kind: target.title, version: release.version },
    ],
    emulated: [],
    repaired: [],
    accessFile,
    forcedScene: null,
    ledgerFile: join(reportsFolder, reaper.run, ledgerName),
    sourceAddresses: guard ? [] : [...hooks.sourceAddresses],
    records: hooks.records,
  };
}
