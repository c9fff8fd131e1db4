import type { CheckDefinition } from './check.ts';

const overHttp = {
  suite: 'security',
  level: 'blocking',
  leastFidelity: 'process-stack',
  profiles: ['gate', 'acceptance'],
  devices: 'none',
} as const;

/** What a write that the target states says of itself, and what it takes for a record. */
export const writeChecks = [
  {
    ...overHttp,
    id: 'writes.carry-record',
    question: 'Does the answer to this write carry the record that it says was written?',
    capability: 'writes',
    subjects: 'write',
  },
  {
    ...overHttp,
    id: 'writes.refer',
    question:
      'Does this write refuse a reference to a record that is not there, or of another kind or role, and change nothing then?',
    capability: 'references',
    subjects: 'referring-write',
  },
] as const satisfies readonly CheckDefinition[];
