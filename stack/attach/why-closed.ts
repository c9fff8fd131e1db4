import { findCheck } from '../../checks/catalogue.ts';
import type { CheckDefinition } from '../../checks/check.ts';
import { isNotApplicable } from '../../targets/schema/common.ts';
import type { Endpoint } from '../../targets/schema/endpoints.ts';
import type { Hooks } from '../../targets/schema/hooks.ts';
import type { Target } from '../../targets/schema/target.ts';
import { nameOfNext } from '../clients/crowd.ts';
import type { Access } from '../facts.ts';
import { whoseAddress, whyForbidden } from './whose-address.ts';

/** What somebody was given to verify a deployment with. */
export interface Given {
  readonly target: Target;
  readonly hooks: Hooks;
  readonly access: Pick<Access, 'accounts' | 'sql' | 'objects'>;
  /** The address that is connected to. */
  readonly address: string;
  readonly now: Date;
}

const needed = (what: string): string => `this access does not reach it: expected ${what}`;
const database = needed('a database (the hooks’ database)');
const bucket = needed('a database and a bucket (the hooks’ database and bucket)');

/** The one command of the hooks that a question hangs on. */
const commandOf: Readonly<Record<string, keyof Hooks['commands']>> = {
  'health.truthful': 'database',
  'health.parts': 'objects',
  'logs.keep-secrets': 'logs',
  'backups.recent': 'newestBackups',
  'backups.kept': 'newestBackups',
  'watch.alive': 'watch',
  'storage.encrypted': 'storage',
  'logs.rotate': 'logFiles',
  'runtimes.as-required': 'runtimes',
};
const stopsAndStarts: ReadonlySet<string> = new Set(['database', 'objects']);

const emptied =
  'commands.restore.scratch.empty in the hooks: a bad backup is offered only to a place that is emptied before each restore';

/**
 * Why a question cannot be asked of a subject with what was given; undefined where it can. A question that is asked
 * without its answer being certain (a witness is missing among several) is left to the suite to say so.
 */
export function whyClosed(check: string, subject: string, given: Given): string | undefined {
  const definition = findCheck(check);
  if (!definition) return undefined;
  return (
    whyNotOurs(definition, given) ??
    whyNoWitness(definition, given) ??
    whyNoCommand(check, given) ??
    whyNoRestore(definition, given) ??
    whyNoLoad(definition, given) ??
    whyNoOddRequests(check, given) ??
    whyNoAddresses(check, given) ??
    whyNoSubject(definition, subject, given)
  );
}

function whyNoWitness({ witness, suite, id }: CheckDefinition, { access, hooks }: Given): string | undefined {
  const { sql, objects } = access;
  if (witness === 'object' && (!sql || !objects)) return bucket;
  // Somebody may be given the times of the last runs, and no database.
  if (id === 'work.fresh' && hooks.commands.jobs !== undefined) return undefined;
  const reads = witness === 'sql' || suite === 'offline' || id === 'photo.private';
  return reads && !sql ? database : undefined;
}

function whyNoCommand(check: string, given: Given): string | undefined {
  const name = commandOf[check];
  if (name === undefined) return undefined;
  if (given.hooks.commands[name] !== undefined) {
    // Somebody's password must have been on its way before logs can be asked whether they hold one.
    const { role } = given.target.operations.marker.write;
    return check === 'logs.keep-secrets' ? whyNoAccount(role, given) : undefined;
  }
  return needed(`commands.${name}${stopsAndStarts.has(name) ? ' (stop and start)' : ''} in the hooks`);
}

const notOurs =
  'it is asked only of a stack that the run started itself: what it takes away is somebody else’s here';

type Command =
  'rotation' | 'database' | 'objects' | 'application' | 'application.cut' | 'restore.keyVariable';

/** What the hooks must give for a question that takes parts away, or plays the scheduled backup. */
const commandsFor: Readonly<Record<string, readonly Command[]>> = {
  'survives.database-restart': ['database'],
  'survives.database-unreachable': ['application.cut'],
  'survives.objects-down': ['objects'],
  'survives.stack-restart': ['application', 'database', 'objects'],
  'backup.encrypted': ['restore.keyVariable'],
  'backup.fresh': ['rotation'],
  'backup.retention': ['rotation'],
};

/** Suites whose questions need copies of the system, or take parts of it away. */
const ofOwnStacks: ReadonlySet<string> = new Set(['resilience', 'running', 'update', 'documents']);

function whyNotOurs({ id, suite }: CheckDefinition, { hooks, target }: Given): string | undefined {
  const wanted = commandsFor[id];
  const isLooked = id in commandOf || id === 'database.uses-tls';
  if (wanted === undefined) return ofOwnStacks.has(suite) && !isLooked ? notOurs : undefined;
  const { commands } = hooks;
  const given: Readonly<Record<Command, unknown>> = {
    ...{ rotation: commands.rotation, database: commands.database, application: commands.application },
    objects: isNotApplicable(target.stack.objects) ? 'none' : commands.objects,
    'application.cut': commands.application?.cut,
    'restore.keyVariable': commands.restore?.keyVariable,
  };
  const missing = wanted.find((name) => given[name] === undefined);
  return missing && needed(`commands.${missing} in the hooks`);
}

function whyNoRestore({ id, suite }: CheckDefinition, given: Given): string | undefined {
  const { hooks, access, target } = given;
  if (suite === 'resilience') return whyNoAccount(target.operations.marker.write.role, given);
  // The schedule has a store of its own.
  if (id === 'backup.fresh' || id === 'backup.retention') return undefined;
  if (suite !== 'drill' || id === 'logs.keep-secrets') return undefined;
  const { backup, restore } = hooks.commands;
  if (backup === undefined) return needed('commands.backup in the hooks');
  const writer = whyNoAccount(target.operations.marker.write.role, given);
  if (writer !== undefined) return writer;
  if (id === 'backup.taken') return undefined;
  if (restore === undefined) return needed('commands.restore, with a scratch place, in the hooks');
  const isBad = id === 'restore.refuses-damage' || id === 'backup.encrypted';
  if (isBad && restore.scratch.empty === undefined) return needed(emptied);
  const reads = ['restore.rows-equal', 'restore.structure-equal', 'restore.point'].includes(id);
  return reads && !(access.sql && restore.scratch.database)
    ? needed('a database to compare with the scratch place’s')
    : undefined;
}

function whyNoLoad({ suite }: CheckDefinition, given: Given): string | undefined {
  if (suite !== 'load') return undefined;
  const { hooks, access, address, target, now } = given;
  if (!access.sql) return database;
  const forbidden = whyForbidden(hooks.permits, 'load', address, now);
  if (forbidden !== undefined) return `no load: ${forbidden}`;
  if (isNotApplicable(target.load)) return undefined;
  const unknown = target.load.people.find(({ passwordOf }) => !access.accounts[passwordOf]);
  return unknown && needed(`accounts.${unknown.passwordOf} in the hooks, whose password the crowd shares`);
}

/** Questions that send odd requests by the hundred: they look like an attack, and may wake whoever watches for one. */
const likeAnAttack = [
  'routes.no-crash',
  'routes.not-injected',
  'script.not-reflected',
  'script.never-run',
  'scan.passive',
];

function whyNoOddRequests(check: string, { hooks, address, now }: Given): string | undefined {
  if (!likeAnAttack.includes(check)) return undefined;
  const forbidden = whyForbidden(hooks.permits, 'load', address, now);
  return forbidden && `no odd requests by the hundred: ${forbidden}`;
}

const wearsAddresses = ['login.limited', 'login.limit-holds', 'login.lockout'];

function whyNoAddresses(check: string, { hooks, address }: Given): string | undefined {
  if (!wearsAddresses.includes(check)) return undefined;
  if (whoseAddress(address) === 'loopback' || hooks.sourceAddresses.length >= 2) return undefined;
  return needed(
    'two addresses of this machine or more (the hooks’ sourceAddresses): one would lock itself out',
  );
}

function whyNoSubject(definition: CheckDefinition, subject: string, given: Given): string | undefined {
  const { target } = given;
  const { subjects } = definition;
  if (subjects === 'role') return whyNoAccount(subject, given);
  if (subjects === 'page') {
    const role = target.pages.find(({ id }) => id === subject)?.role;
    return role === undefined ? undefined : whyNoAccount(role, given);
  }
  const endpoint = target.endpoints.find(({ id }) => id === subject);
  if (endpoint) return whyNoEndpoint(definition, endpoint, given);
  const task = subjects.endsWith('task') ? target.tasks.find(({ id }) => id === subject) : undefined;
  return task ? whyNoTask(task, given) : whyNoSpecialAccount(definition, given);
}

function whyNoAccount(role: string, { target, access }: Given): string | undefined {
  const name = target.roles.find(({ id }) => id === role)?.account ?? role;
  const known = access.accounts[name] ?? access.accounts[`${name}#0`];
  return known ? undefined : needed(`accounts.${name} in the hooks`);
}

/** Whoever is kept apart is two: of one role, two accounts of it. */
function whyNoTwo([first, second]: readonly [string, string], given: Given): string | undefined {
  const missing = whyNoAccount(first, given) ?? whyNoAccount(second, given);
  if (missing !== undefined || first !== second) return missing;
  const name = nameOfNext(given.target, first, 1);
  const another = given.access.accounts[name];
  return another ? undefined : needed(`accounts.${name} in the hooks: another person of that role`);
}

/** Accounts that one check alone wears out. */
function whyNoSpecialAccount({ capability }: CheckDefinition, given: Given): string | undefined {
  const { target } = given;
  if (capability === 'totp' && !isNotApplicable(target.totp)) return whyNoAccount(target.totp.role, given);
  if (capability === 'separation' && !isNotApplicable(target.separation)) {
    return whyNoTwo(target.separation.people, given);
  }
  if (capability !== 'firstPassword' && capability !== 'lockout' && capability !== 'loginLimit') {
    return undefined;
  }
  const data = target[capability];
  return isNotApplicable(data) ? undefined : whyNoAccount(data.account, given);
}

function whyNoTask(task: Target['tasks'][number], given: Given): string | undefined {
  if (task.givenRow !== undefined && !given.access.sql) return `${database}: it starts from a row`;
  const roles = [task.role, ...task.given.map(({ role }) => role)];
  for (const role of roles) {
    const why = whyNoAccount(role, given);
    if (why !== undefined) return why;
  }
  return task.changes === undefined ? undefined : whyNotChanged(task.changes, given);
}

/** What a route is asked for is written over only where that is allowed. */
function whyNoEndpoint(
  { suite }: CheckDefinition,
  { method, path, body, roles }: Endpoint,
  given: Given,
): string | undefined {
  const { access, hooks, target } = given;
  const names = [...JSON.stringify({ path, body }).matchAll(/\{([A-Za-z][A-Za-z0-9_]*)\}/gu)];
  const known = { ...target.records.fixed, ...hooks.records };
  const missing = names.find(
    ([, name = '']) => !access.sql && known[name] === undefined && name !== 'unique',
  );
  if (missing) return needed(`a database, or records.${missing[1]} in the hooks`);
  if (suite === 'security' && method !== 'GET' && /\{\w+\}/u.test(path)) {
    const why = whyNotChanged('a record that was there before, were the refusal to fail', given);
    if (why !== undefined) return why;
  }
  return whyNoAccount(roles[0] ?? '', given);
}

function whyNotChanged(what: string, { hooks, now }: Given): string | undefined {
  const { changesRecords } = hooks;
  if (changesRecords && changesRecords.until >= now.toISOString().slice(0, 10)) return undefined;
  const ended = changesRecords ? ` (that of ${changesRecords.by} ended with ${changesRecords.until})` : '';
  return `it may change ${what}: expected changesRecords {until, by} in the hooks${ended}`;
}
