import type { Look } from '../look/look.ts';
import { failingLook, sampleLook } from './sample-look.ts';

/** Looks over days with one thing wrong in them: what a planted fault is to a run. */
export interface PlantedLooks {
  readonly id: string;
  /** What is planted, in a sentence. */
  readonly what: string;
  readonly turnsRed: string;
  /** A check of the same looks that must stay green. */
  readonly bystander: string;
  readonly looks: readonly Look[];
}

const everyMinutes = 5;
const perDay = (24 * 60) / everyMinutes;
const days = 3;
const requests = 20;

/** So many looks, one every five minutes; their answers take 40 to 58 ms, but for what is said of the nth. */
function looksOver(count: number, over: (nth: number) => Partial<Look>): readonly Look[] {
  return Array.from({ length: count }, (_, nth) => {
    const startedAt = new Date(Date.UTC(2026, 2, 1, 0, nth * everyMinutes)).toISOString();
    const differs = over(nth);
    const make = differs.up === false ? failingLook : sampleLook;
    return make({ startedAt, requests, ...answersIn(0), ...differs });
  });
}

/** Half of them are for one job each, half for pages; both take so much longer, or the jobs alone do. */
function answersIn(byMs: number, pagesByMs = byMs): Pick<Look, 'latenciesMs' | 'byPath'> {
  const each = (by: number): readonly number[] =>
    Array.from({ length: requests / 2 }, (_, one) => 40 + 2 * one + by);
  const [jobs, pages] = [each(byMs), each(pagesByMs)];
  return { latenciesMs: [...jobs, ...pages], byPath: { 'GET /api/jobs/{}': jobs, 'GET /jobs': pages } };
}

/** Three days with nothing wrong: each of the checks of days passes them. */
export const cleanLooks: readonly Look[] = looksOver(days * perDay, () => ({}));

/** Held to a p95 of 500 ms, 0.1 % of errors, 99 % of uptime, and an accepted p95 of 100 ms. */
export const plantedLooks: readonly PlantedLooks[] = [
  {
    id: 'one-answer-of-a-hundred-is-none',
    what: 'of every fifth look one request of twenty is answered with 5xx, and people can work in all of them',
    turnsRed: 'watch.errors',
    bystander: 'watch.uptime',
    looks: looksOver(days * perDay, (nth) => (nth % 5 === 0 ? { bad: 1 } : {})),
  },
  {
    id: 'half-a-second-and-more',
    what: 'answers take half a second and more, and all are good',
    turnsRed: 'watch.p95',
    bystander: 'watch.errors',
    looks: looksOver(days * perDay, () => answersIn(600)),
  },
  {
    id: 'slower-than-accepted',
    what: 'answers for a job take twice as long as in the run that was signed, and are within the limit',
    turnsRed: 'watch.drift',
    bystander: 'watch.p95',
    looks: looksOver(days * perDay, () => answersIn(160, 0)),
  },
  {
    id: 'closed-for-an-hour-a-day',
    what: 'nobody can sign in for an hour of each day, and what is asked then is answered',
    turnsRed: 'watch.uptime',
    bystander: 'watch.errors',
    looks: looksOver(days * perDay, (nth) => (nth % perDay < 12 ? { up: false } : {})),
  },
];
