import type { CheckDefinition } from './check.ts';

const common = {
  suite: 'security',
  level: 'blocking',
  leastFidelity: 'process-stack',
  devices: 'none',
  subjects: 'target',
} as const;

/** Asked of every route that the system has, and not only of those that its target lists. */
export const routeChecks = [
  {
    ...common,
    id: 'routes.guarded',
    question:
      'Does every route that the system has refuse no token and a garbage token, but for those that are stated as public?',
    profiles: ['gate', 'acceptance'],
    harm: 'rough',
  },
  {
    ...common,
    id: 'routes.listed',
    question: 'Does the target account for every route that the system has?',
    level: 'warning',
    profiles: ['gate', 'acceptance'],
  },
  {
    ...common,
    id: 'routes.answered',
    question:
      'Does every route that can be read answer without a crash, and with what was asked for where it says success?',
    profiles: ['acceptance'],
    harm: 'rough',
  },
  {
    ...common,
    id: 'routes.no-crash',
    question: 'Does malformed input in any parameter, id or body of any route never end in a 5xx?',
    profiles: ['acceptance'],
    harm: 'rough',
  },
  {
    ...common,
    id: 'routes.not-injected',
    question: 'Is no parameter, id or header of any route that can be read taken for SQL?',
    profiles: ['acceptance'],
    harm: 'rough',
  },
  {
    ...common,
    id: 'routes.kept-apart',
    question:
      'Are the records of one person or tenant out of another’s reach by every route that the system has, read, listed and written?',
    capability: 'separation',
    witness: 'sql',
    profiles: ['acceptance'],
    harm: 'rough',
  },
  {
    ...common,
    id: 'scan.passive',
    question:
      'Does no answer of any page or route break a passive rule (cookies, caches, kinds, banners, keys, errors’ own words), nor one of ZAP’s where its image can be had?',
    profiles: ['acceptance'],
  },
  {
    ...common,
    id: 'script.never-run',
    question:
      'Does a script that was written into any text field of any write stay text on every page that shows it?',
    leastFidelity: 'emulated-phone',
    profiles: ['acceptance'],
    devices: 'one',
    harm: 'rough',
  },
  {
    ...common,
    id: 'script.not-reflected',
    question:
      'Does a script that stands in the address of any page or route not run when that address is opened?',
    leastFidelity: 'emulated-phone',
    profiles: ['acceptance'],
    devices: 'one',
  },
] as const satisfies readonly CheckDefinition[];
