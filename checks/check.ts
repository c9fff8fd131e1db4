/** Where a check's question is asked: a folder of suites/, or a stage without a browser. */
export const suiteNames = [
  'preflight',
  'release',
  'setup',
  'tasks',
  'scan',
  'install',
  'offline',
  'photos',
  'security',
  'performance',
  'load',
  'resilience',
  'running',
  'update',
  'documents',
  'drill',
  'deployed',
  'smoke',
  'watch',
] as const;
export type SuiteName = (typeof suiteNames)[number];

/** Suites that a browser runner plays on the main stack: a target's own questions are asked by specs among these. */
export const browserSuites = [
  'setup',
  'tasks',
  'scan',
  'install',
  'offline',
  'photos',
  'security',
  'performance',
] as const satisfies readonly SuiteName[];
export const isBrowserSuite = (suite: string): boolean => browserSuites.some((name) => name === suite);

/**
 * `gate`: CI, minutes. `acceptance`: the full plan on every device. `smoke`: production, read-only, every few minutes.
 * `watch`: what the looks of a day and more have seen.
 */
export const profileNames = ['gate', 'acceptance', 'smoke', 'watch'] as const;
export type ProfileName = (typeof profileNames)[number];

/** Phases of a checklist line: before launch, on the deployed system, and T+24 h or later. */
export const phases = ['release', 'launch', 'after'] as const;
export type Phase = (typeof phases)[number];

/** What a question is asked of: once, or once for each of a list that the target states. */
export const subjectKinds = [
  'target',
  'role',
  'task',
  'typed-task',
  'writing-task',
  'dated-task',
  'timed-task',
  'offline-task',
  'restored-task',
  'page',
  'symbology',
  'endpoint',
  'list',
  'witnessed-list',
  'at-once',
  'write',
  'referring-write',
  'pager',
  'upload-limit',
  'background-job',
  'export',
  'content-kind',
  'figure',
  'moved-figure',
  'tenant-endpoint',
  'load-series',
  'drift-aspect',
  'procedure',
  'watcher',
  'key',
  'outside-service',
  'alert',
] as const;
export type SubjectKind = (typeof subjectKinds)[number];

export const capabilityNames = [
  'scan',
  'cameraSwitch',
  'scanPhoto',
  'photos',
  'install',
  'offline',
  'tenants',
  'separation',
  'roleMatrix',
  'totp',
  'totpEnrolment',
  'firstPassword',
  'lockout',
  'tokenRefresh',
  'loginLimit',
  'retryAfter',
  'databaseTls',
  'keys',
  'outside',
  'logRotation',
  'alerts',
  'keptBackups',
  'atRest',
  'watched',
  'readiness',
  'readinessParts',
  'objects',
  'backupEncryption',
  'backupRotation',
  'figures',
  'lists',
  'fieldFiltering',
  'initialScript',
  'splitPages',
  'atOnce',
  'writes',
  'references',
  'pagers',
  'sessionEnds',
  'updates',
  'updateNotice',
  'uploadLimits',
  'backgroundWork',
  'exports',
  'days',
  'taskTimes',
  'movedFigures',
  'cors',
  'load',
  'statements',
  'capacity',
  'loadStages',
  'appliedMigrations',
  'incompleteRows',
  'movedPhotos',
  'resilience',
  'releases',
  'uptime',
  'runtimes',
  'documentedBuild',
  'migrations',
  'ownTests',
  'procedures',
  'testCoverage',
] as const;
export type CapabilityName = (typeof capabilityNames)[number];

export type WitnessKind = 'api' | 'sql' | 'object';

/** Phone scale and stack scale of how real an observation is; see `atLeast` in reports/fidelity.ts. */
export const leastFidelities = [
  'static',
  'emulator',
  'process-stack',
  'container-stack',
  'deployed',
  'synthetic-stream',
  'emulated-phone',
  'live-capture',
  'installed-app',
  'real-device',
] as const;
export type LeastFidelity = (typeof leastFidelities)[number];

/** One question of the catalogue. Data only. */
export interface CheckDefinition {
  /** `area.claim`; unique, stable: evidence and checklists refer to it. */
  readonly id: string;
  /** The question, answered by yes for a pass. */
  readonly question: string;
  readonly suite: SuiteName;
  /** A failing `warning` is printed and never decides. */
  readonly level: 'blocking' | 'warning';
  readonly leastFidelity: LeastFidelity;
  /** What the target must have; where it says `notApplicable`, so is the row. */
  readonly capability?: CapabilityName;
  /** Access beyond the front door that the answer needs. */
  readonly witness?: WitnessKind;
  readonly profiles: readonly ProfileName[];
  /** `each`: on every phone of the profile; `one`: on the profile's first phone; `none`: no browser. */
  readonly devices: 'each' | 'one' | 'none';
  readonly subjects: SubjectKind;
  /**
   * What the question may do to the system: `rough` is malformed, forged or wrong on purpose, or asks every route, and
   * some systems do not get over it; `wearing` wears limits and lock-outs of accounts and addresses out. Such are asked
   * after everything else, the wearing ones last.
   */
  readonly harm?: 'rough' | 'wearing';
  /** How many deployments it is asked of; left out: of any stack. */
  readonly deployments?: 1 | 2;
}
