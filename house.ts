/**
 * Which room may import from which. This one table makes the lint rule (eslint.config.mjs) and the picture in
 * docs/house.md; house.test.ts holds both to it. A room may always import from itself.
 */
export const house = {
  checks: [],
  targets: ['checks'],
  devices: ['checks'],
  evidence: ['checks'],
  stack: ['checks', 'targets'],
  fixtures: ['checks', 'targets', 'devices', 'evidence', 'stack'],
  suites: ['checks', 'targets', 'devices', 'evidence', 'stack', 'fixtures'],
  drill: ['checks', 'targets', 'evidence', 'stack'],
  load: ['checks', 'targets', 'evidence'],
  watch: ['checks', 'targets', 'evidence', 'stack', 'load'],
  systems: ['targets', 'fixtures', 'stack'],
  faults: ['checks', 'targets', 'devices', 'stack'],
  reports: ['checks', 'targets', 'evidence'],
  cli: [
    'checks',
    'targets',
    'devices',
    'evidence',
    'stack',
    'fixtures',
    'drill',
    'load',
    'faults',
    'reports',
    'watch',
  ],
  docs: ['checks', 'targets', 'fixtures', 'faults', 'cli'],
  'reference-system': [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Room = keyof typeof house;

/** What each room holds, for the picture. */
export const purposes = {
  checks: 'the catalogue of questions: data, imports nothing',
  targets: 'what is verified, as typed data',
  devices: 'phones, camera scenes, network shapes',
  evidence: 'the one row that every check writes',
  stack: 'a running copy of a target, its clients and fingerprints',
  fixtures: 'the phone, and the pages of each application',
  suites: 'the specs, by release question',
  drill: 'backup, destroy, restore, compare',
  load: 'plan, generator, statistics',
  watch: 'what looks at production have seen: state, alerts, history',
  systems: 'the built-in systems, one module each, as a module of one’s own is',
  faults: 'one planted fault a file',
  reports: 'the judge, the verdict, the report',
  cli: 'one command a file; the only place that prints',
  docs: 'pages about it, the script that makes some of them, and examples',
  'reference-system': 'Fieldbook, verified out of the box; nobody imports it',
} as const satisfies Record<Room, string>;
