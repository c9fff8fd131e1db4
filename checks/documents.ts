import type { CheckDefinition } from './check.ts';

const common = {
  suite: 'documents',
  level: 'blocking',
  devices: 'none',
  subjects: 'target',
  leastFidelity: 'process-stack',
  // Migrates, tests: seconds to minutes, and so no part of the gate.
  profiles: ['acceptance'],
} as const;

/** What a release's own documents promise about building, starting, testing and operating it. */
export const documentChecks = [
  {
    ...common,
    id: 'runtimes.as-required',
    question:
      'Is the release content, in all of its documents and packages, with the versions that it runs on?',
    capability: 'runtimes',
  },
  {
    ...common,
    id: 'build.as-documented',
    question: 'Do the documented commands, word for word, make of the source what is started?',
    capability: 'documentedBuild',
  },
  {
    ...common,
    id: 'migrations.from-empty',
    question:
      'Does the documented command make of an empty database the one that runs, and change nothing when it is run again?',
    capability: 'migrations',
    witness: 'sql',
  },
  {
    ...common,
    id: 'tests.own',
    question:
      'Do the system’s own tests run as documented, find what its documents claim, and say so where nothing is there?',
    capability: 'ownTests',
  },
  {
    ...common,
    id: 'tests.coverage',
    question: 'Do the system’s own tests cover as much of it as is stated, by their own tool?',
    capability: 'testCoverage',
  },
  {
    ...common,
    id: 'procedures.as-written',
    question:
      'Does this procedure of the documents, word for word, lead to the release that it should, and to its restart?',
    capability: 'procedures',
    subjects: 'procedure',
  },
] as const satisfies readonly CheckDefinition[];
