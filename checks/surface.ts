import type { CheckDefinition } from './check.ts';

const both = ['gate', 'acceptance'] as const;
/** What opens a page of its own is no part of the gate. */
const later = ['acceptance'] as const;
const overHttp = {
  suite: 'security',
  level: 'blocking',
  leastFidelity: 'process-stack',
  devices: 'none',
  subjects: 'target',
} as const;
const onPhone = {
  level: 'blocking',
  leastFidelity: 'emulated-phone',
  profiles: later,
  devices: 'one',
} as const;

/** What a stranger, a cache and a phone see of a system. */
export const surfaceChecks = [
  {
    ...overHttp,
    id: 'cache.headers',
    question:
      'May what has its content in its name be kept for long, and must pages, manifest and service worker be asked for again?',
    profiles: ['gate', 'acceptance', 'smoke'],
  },
  {
    ...overHttp,
    id: 'redirects.lead',
    question: 'Does every redirect of pages lead, in a few steps, to an answer of this system?',
    profiles: ['gate', 'acceptance', 'smoke'],
  },
  {
    ...overHttp,
    id: 'login.tells-nothing',
    question: 'Is a log-in refused alike, in words and in time, whether there is such a person or not?',
    profiles: both,
  },
  {
    ...onPhone,
    id: 'login.empty-form',
    question: 'Does the log-in form come empty, with no name and no password filled in or shown?',
    suite: 'setup',
    subjects: 'target',
  },
  {
    ...onPhone,
    id: 'page.accessible',
    question:
      'Can people use this page who see, hear or move otherwise: does axe find nothing serious or critical?',
    suite: 'tasks',
    subjects: 'page',
  },
  {
    ...onPhone,
    id: 'console.clean',
    question: 'Does this page write no error, password, key or token to the browser’s console?',
    suite: 'tasks',
    subjects: 'page',
  },
  {
    ...onPhone,
    id: 'page.weight',
    question: 'Is the JavaScript that the first page loads within the size that the target states?',
    suite: 'performance',
    capability: 'initialScript',
    subjects: 'target',
  },
  {
    ...onPhone,
    id: 'page.split',
    question:
      'Do main pages bring scripts of their own as they are opened, and does the first page load as much less as the target states?',
    suite: 'performance',
    capability: 'splitPages',
    subjects: 'target',
  },
  {
    ...onPhone,
    id: 'offline.first-visit',
    question:
      'Does the app open without network after one visit, and after two, also when the browser’s own cache is empty?',
    suite: 'offline',
    capability: 'offline',
    subjects: 'target',
  },
  {
    ...onPhone,
    id: 'update.told',
    question: 'Does a page that is open while a new release is put in place tell the person of it?',
    suite: 'update',
    capability: 'updateNotice',
    subjects: 'target',
  },
  {
    ...onPhone,
    id: 'update.arrives',
    question:
      'Does a phone that uses the release before have this one after a few starts, once it is put in place?',
    suite: 'update',
    capability: 'updates',
    subjects: 'target',
  },
] as const satisfies readonly CheckDefinition[];
