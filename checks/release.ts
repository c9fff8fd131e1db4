import type { CheckDefinition } from './check.ts';

const common = { suite: 'release', level: 'blocking', devices: 'none', subjects: 'target' } as const;
const both = ['gate', 'acceptance'] as const;
const later = ['acceptance'] as const;

/** What stands in a release beside what it answers: its files, its history, its keys, its users. */
export const releaseChecks = [
  {
    ...common,
    id: 'secrets.none',
    question: 'Is no password, key or token in the source, or in what the front hands out to everybody?',
    leastFidelity: 'process-stack',
    profiles: both,
  },
  {
    ...common,
    id: 'secrets.not-in-history',
    question: 'Was no password, key or token ever committed to the repository?',
    leastFidelity: 'static',
    // Reads whole histories: seconds, and so no part of the gate.
    profiles: later,
  },
  {
    ...common,
    id: 'credentials.not-published',
    question: 'Does no login that documents, seeds or scripts of the source name open an account?',
    leastFidelity: 'process-stack',
    profiles: both,
  },
  {
    ...common,
    id: 'token.not-forgeable',
    question:
      'Is every token refused that was made without the system’s key, and is that key published nowhere?',
    leastFidelity: 'process-stack',
    profiles: both,
  },
  {
    ...common,
    id: 'maintenance.harmless',
    question:
      'Can no scheduled command, script or documented step of maintenance destroy data, or hide that it failed?',
    leastFidelity: 'static',
    profiles: both,
  },
  {
    ...common,
    id: 'logs.bounded',
    question:
      'Does something of the release’s own rotate or bound every log that it writes: of its containers, units, handlers and scheduled commands?',
    leastFidelity: 'static',
    profiles: later,
  },
  {
    ...common,
    id: 'files.backed-up',
    question:
      'Is every folder in which the release keeps files of people part of a backup that its scripts or documents take?',
    leastFidelity: 'static',
    profiles: later,
  },
  {
    ...common,
    id: 'dependencies.audited',
    question:
      'Has no package that the release depends on a grave advisory, by a source of advisories that answered?',
    leastFidelity: 'static',
    // Where no such source can be reached the answer is open: no gate may hang on that.
    profiles: later,
  },
  {
    ...common,
    id: 'migrations.applied',
    question: 'Has the database had every migration that its release holds?',
    leastFidelity: 'process-stack',
    capability: 'appliedMigrations',
    witness: 'sql',
    profiles: later,
  },
  {
    ...common,
    id: 'data.incomplete-listed',
    question:
      'Does the list that is made before a migration name every row that misses a required field, and no other?',
    leastFidelity: 'process-stack',
    capability: 'incompleteRows',
    witness: 'sql',
    profiles: later,
  },
  {
    ...common,
    id: 'photos.moved',
    question:
      'Do the rows of photos that have moved to the bucket lead to the same bytes there, and none to the old place?',
    leastFidelity: 'emulator',
    capability: 'movedPhotos',
    witness: 'object',
    profiles: later,
  },
  {
    ...common,
    id: 'processes.not-root',
    question: 'Does no process in the release’s containers belong to root?',
    leastFidelity: 'container-stack',
    profiles: later,
  },
] as const satisfies readonly CheckDefinition[];
