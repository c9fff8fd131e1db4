import type { CapabilityName } from '../checks/check.ts';
import { isNotApplicable, notApplicable, type NotApplicable } from './schema/common.ts';
import type { Target } from './schema/target.ts';

/** Why the target lacks this capability, or undefined where it has it. */
export function whyNotApplicable(target: Target, name: CapabilityName): string | undefined {
  const value = valueOf(target, name);
  return isNotApplicable(value) ? value.notApplicable : undefined;
}

function valueOf(target: Target, name: CapabilityName): unknown {
  if (name === 'readiness' || name === 'objects') return target.stack[name];
  if (name === 'readinessParts') {
    const { readiness } = target.stack;
    return isNotApplicable(readiness) ? readiness : readiness.parts;
  }
  if (name === 'cameraSwitch' || name === 'scanPhoto') return partOfScan(target, name);
  if (name === 'backupEncryption') return target.operations.encryption;
  if (name === 'tokenRefresh')
    return target.signIn.refresh ?? notApplicable('its API gives no token that renews another');
  if (name === 'totpEnrolment') return totpEnrolment(target);
  if (name === 'days')
    return (
      target.tasks.find((task) => task.day !== undefined) ??
      notApplicable('no task of the target enters something for a day')
    );
  if (name === 'taskTimes')
    return (
      target.tasks.find((task) => task.within !== undefined) ??
      notApplicable('the target states no time that one of its tasks may take')
    );
  if (name === 'retryAfter') return retryAfter(target);
  if (name === 'references') return references(target);
  if (name === 'sessionEnds') return sessionEnds(target);
  if (name === 'updateNotice') return updateNotice(target);
  if (name === 'movedFigures') return movedFigures(target);
  if (name === 'statements')
    return target.stack.database === 'sqlite'
      ? notApplicable('SQLite is part of the application: no server counts its statements')
      : target.load;
  if (name === 'initialScript')
    return target.limits.initialScriptKiB ?? notApplicable('the target states no size for it');
  if (name === 'splitPages') return target.limits.splitPages;
  if (name === 'capacity') return isNotApplicable(target.load) ? target.load : target.load.capacity;
  if (name === 'appliedMigrations') return target.data.applied;
  if (name === 'incompleteRows') return target.data.incomplete;
  if (name === 'movedPhotos') return target.data.photos;
  if (name === 'loadStages') return isNotApplicable(target.load) ? target.load : target.load.stages;
  if (name === 'releases') return releases(target);
  if (name === 'updates') return target.updates ?? releases(target);
  if (name === 'uptime') return uptime(target);
  if (isOfRunning(name)) return target.running[name];
  if (name === 'keptBackups') return target.deployed.backups ?? target.operations.rotation;
  if (name === 'atRest')
    return (
      target.deployed.atRest ?? notApplicable('neither plan nor documents ask that stored data be encrypted')
    );
  if (name === 'watched')
    return target.deployed.watched ?? notApplicable('the target names nobody who watches its deployment');
  if (isPromised(name)) return promised[name](target);
  return name === 'backupRotation' ? target.operations.rotation : target[name];
}

/** By what the release's documents promise. */
const promised = {
  runtimes: ({ promises }: Target) => promises.runtimes,
  documentedBuild: ({ promises }: Target) => promises.build,
  migrations: ({ promises }: Target) => promises.migration,
  ownTests: ({ promises }: Target) => promises.tests,
  procedures: ({ promises }: Target) => promises.procedures,
  testCoverage: ({ promises: { tests } }: Target) =>
    isNotApplicable(tests)
      ? tests
      : (tests.find(({ coverage }) => !isNotApplicable(coverage))?.coverage ?? tests[0]?.coverage),
} as const;
const isPromised = (name: CapabilityName): name is keyof typeof promised => name in promised;

const ofRunning = ['databaseTls', 'keys', 'outside', 'logRotation', 'alerts'] as const;
const isOfRunning = (name: CapabilityName): name is (typeof ofRunning)[number] =>
  ofRunning.some((one) => one === name);

function uptime({ smoke }: Target): unknown {
  if (isNotApplicable(smoke)) return smoke;
  return smoke.uptime ?? notApplicable('the target states no share of time in which it must be there');
}

/** A run waits as long as it is told, within reason, and on its main stack alone. */
const longestWaitS = 120;

function retryAfter({ loginLimit }: Target): unknown {
  if (isNotApplicable(loginLimit)) return loginLimit;
  const { perS, stack } = loginLimit;
  if (perS > longestWaitS) return notApplicable(`its limit lasts ${perS} s: no run waits for its end`);
  return stack === 'main' ? loginLimit : notApplicable('this run raises the limit on the stack that it asks');
}

function references({ writes }: Target): unknown {
  if (isNotApplicable(writes)) return writes;
  const referring = writes.find(({ references: fields }) => fields.length > 0);
  return referring ?? notApplicable('no write that the target states names another record');
}

function sessionEnds({ signIn: { signOut, passwordChange } }: Target): unknown {
  const stated = signOut ?? passwordChange;
  return (
    stated ?? notApplicable('the target states neither how its API signs out nor how it changes a password')
  );
}

function totpEnrolment({ totp }: Target): unknown {
  if (isNotApplicable(totp)) return totp;
  return totp.enrolment ?? notApplicable('the target states no way in which a person gets a second factor');
}

function releases({ resilience }: Target) {
  return isNotApplicable(resilience) ? resilience : resilience.releases;
}

/** The words by which an open page tells of a new version, or why there are none. */
export function updateNotice(target: Target) {
  const stated = target.updates ?? releases(target);
  if (isNotApplicable(stated)) return stated;
  return stated.notice ?? notApplicable('the target states no words that tell of a new version');
}

function movedFigures({ figures }: Target): unknown {
  if (isNotApplicable(figures)) return figures;
  const moved = figures.find(({ movedBy }) => movedBy.length > 0);
  return moved ?? notApplicable('the target names no write that moves one of its figures');
}

/** Who scans nothing has no camera to switch either. */
function partOfScan({ scan }: Target, name: 'cameraSwitch' | 'scanPhoto'): unknown {
  if (isNotApplicable(scan)) return scan;
  return name === 'cameraSwitch' ? scan.cameraSwitch : scan.photo;
}

/**
 * The data of a capability that the caller knows to be there.
 * @throws Error naming the capability: a suite asked for what the target lacks, which is a defect of the suite.
 */
export function applicable<T>(value: T, name: string): Exclude<T, NotApplicable> {
  if (isPresent(value)) return value;
  throw new Error(`${name} is not applicable to this target`);
}

function isPresent<T>(value: T): value is Exclude<T, NotApplicable> {
  return !isNotApplicable(value);
}
