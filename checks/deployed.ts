import type { CheckDefinition } from './check.ts';

const common = {
  suite: 'deployed',
  level: 'blocking',
  leastFidelity: 'deployed',
  profiles: ['gate', 'acceptance'],
  devices: 'none',
  subjects: 'target',
  deployments: 1,
} as const;

/** Asked only of a system that is deployed already: `--stack attach`. */
export const deployedChecks = [
  {
    ...common,
    id: 'name.leads-here',
    question:
      'Does the public name lead to the address that was verified, and do its AAAA and CAA records say what is stated?',
  },
  {
    ...common,
    id: 'certificate.trusted',
    profiles: ['gate', 'acceptance', 'smoke'],
    question: 'Does the server send a whole certificate chain for the name, trusted from a root alone?',
  },
  {
    ...common,
    id: 'certificate.renewed',
    profiles: ['gate', 'acceptance', 'smoke'],
    question: 'Is the certificate far from its end, and is its renewal not overdue?',
  },
  {
    ...common,
    id: 'tls.grade',
    question: 'Does the server’s TLS reach the grade that is stated, by the rules that SSL Labs publishes?',
  },
  {
    ...common,
    id: 'environment.audit',
    question:
      'Are the variables that the release needs set as the target states, and is no secret among them a placeholder, weak or used twice?',
  },
  {
    ...common,
    id: 'environment.not-published',
    question:
      'Is no password or key that the release runs with published: in its source, its documents and examples, or as a default that everybody knows?',
  },
  {
    ...common,
    id: 'ports.only-stated',
    question: 'Do no other ports answer at the public address than those that are stated?',
  },
  {
    ...common,
    id: 'version.expected',
    profiles: ['gate', 'acceptance', 'smoke'],
    question: 'Is the running version the one that was expected?',
  },
  {
    ...common,
    id: 'backups.kept',
    capability: 'keptBackups',
    profiles: ['acceptance'],
    question:
      'Where it is deployed, is the newest backup fresh, is there one for each day that backups are kept, and is none a stump?',
  },
  {
    ...common,
    id: 'watch.alive',
    capability: 'watched',
    profiles: ['acceptance'],
    subjects: 'watcher',
    question:
      'Has whatever watches the deployment looked as lately as stated, and did all that it told arrive?',
  },
  {
    ...common,
    id: 'storage.encrypted',
    capability: 'atRest',
    profiles: ['acceptance'],
    question: 'Where it is deployed, do database and backups lie where nobody reads them without a key?',
  },
  {
    ...common,
    id: 'drift.none',
    question: 'Are two deployments alike in this aspect?',
    subjects: 'drift-aspect',
    deployments: 2,
  },
] as const satisfies readonly CheckDefinition[];
