import type { Moment } from './golive-child.ts';

/** A moment at which Golive is killed outright, and the run that comes to it soonest. */
export interface KillPoint {
  readonly name: string;
  readonly arguments: readonly string[];
  /** By a line of progress, or by a file that appears in the run's folder. */
  readonly at: Moment | { readonly file: RegExp };
  /** A process that must be running then, by a word of its command line: else the moment was missed. */
  readonly running?: RegExp;
}

const one = ['--stack', 'process', '--device', 'android'] as const;
/** Its hundred people take seconds of a processor; where they do not matter, a few are enough. */
const small = [...one, '--seed', 'S'] as const;
const smallest = [...one, '--seed', 'XS'] as const;
const signIn = ['verify', 'reference', '--only', 'sign-in.works', ...smallest] as const;
const drill = ['verify', 'reference', '--only', 'restore.completes', ...smallest] as const;

/** Quick ones first. */
export const killPoints: readonly KillPoint[] = [
  { name: 'before the stack', arguments: signIn, at: { line: /^run /mu } },
  {
    name: 'while the database starts',
    arguments: signIn,
    at: { line: /starting PostgreSQL/u, afterMs: 300 },
    running: /initdb|postgres/u,
  },
  {
    name: 'while the system is seeded',
    arguments: ['verify', 'reference', '--only', 'sign-in.works', ...small],
    at: { line: /making schema/u, afterMs: 700 },
    running: /seed\/seed\.ts/u,
  },
  {
    name: 'while the application starts',
    arguments: signIn,
    at: { line: /starting fieldbook/u, afterMs: 100 },
    running: /server\/main\.ts/u,
  },
  {
    name: 'when the front is up',
    arguments: signIn,
    at: { line: /starting the front[^]*start done/u },
    running: /server\/main\.ts/u,
  },
  {
    name: 'while a person works in Chromium',
    arguments: signIn,
    // Also one that was given no answer: the network of a machine changes where containers come and go.
    at: { line: / 1\/\d+ sign-in\.works/u },
    running: /headless|chromium/u,
  },
  {
    name: 'while the load plays',
    arguments: ['load', 'reference', ...small],
    at: { line: /warm-up [1-9]\d* of \d+ s: /u },
    running: /builtin\/main\.ts/u,
  },
  {
    name: 'in the backup',
    arguments: drill,
    at: { line: /backing up while writes go on/u, afterMs: 200 },
    running: /backup\.sh|pg_dump/u,
  },
  { name: 'in the disaster', arguments: drill, at: { line: /destroying everything but the backup/u } },
  {
    name: 'in the restore',
    arguments: drill,
    at: { line: /restoring by the team’s own command/u, afterMs: 200 },
    running: /restore\.sh|pg_restore/u,
  },
  { name: 'while the verdict is written', arguments: signIn, at: { file: /^verdict\.json/u } },
];
