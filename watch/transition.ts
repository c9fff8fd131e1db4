import type { LookState } from './look/look.ts';

/** What is known of a place between two looks. */
export interface WatchState {
  /** What people were told last. */
  readonly told: 'ok' | 'failing';
  /** Looks in a row that were not ok. */
  readonly failures: number;
  /** When the first of these, or the first good one after them, was taken. ISO 8601. */
  readonly since: string;
}

export interface Step {
  readonly state: WatchState;
  /** What people are to be told now; undefined where nothing is new. */
  readonly news: 'failing' | 'recovered' | undefined;
}

/**
 * Pure: the next state after a look. Only a change is told: `failing` after so many looks in a row that were not ok
 * (what could not be seen is not ok), `recovered` with the first good one after that.
 */
export function step(before: WatchState | undefined, look: LookState, after: number, at: string): Step {
  const { told, failures, since } = before ?? { told: 'ok', failures: 0, since: at };
  if (look === 'ok') {
    const isNew = failures > 0 || told === 'failing' || before === undefined;
    const state: WatchState = { told: 'ok', failures: 0, since: isNew ? at : since };
    return { state, news: told === 'failing' ? 'recovered' : undefined };
  }
  const count = failures + 1;
  const isNews = told === 'ok' && count >= after;
  const state: WatchState = {
    told: isNews ? 'failing' : told,
    failures: count,
    since: failures === 0 ? at : since,
  };
  return { state, news: isNews ? 'failing' : undefined };
}
