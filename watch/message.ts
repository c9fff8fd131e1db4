import type { Look, Trouble } from './look/look.ts';

/** News for people: something changed. */
export interface Alert {
  readonly kind: 'alert';
  readonly event: 'failing' | 'recovered' | 'silent' | 'heard';
  readonly target: string;
  readonly title: string;
  readonly place: string;
  /** ISO 8601: when it was noticed. */
  readonly at: string;
  /** ISO 8601: since when it is so. */
  readonly since: string;
  /** Id of the run that noticed; null where no run was made. */
  readonly run: string | null;
  /** Looks in a row that were not ok. */
  readonly failures: number;
  readonly sentence: string;
  readonly troubles: readonly Trouble[];
}

/** Figures for machines: one look. */
export interface Measured {
  readonly kind: 'measured';
  readonly look: Look;
}

export type Message = Alert | Measured;

const words = {
  failing: 'is failing',
  recovered: 'has recovered',
  silent: 'is not looked at any more',
  heard: 'is looked at again',
} as const satisfies Record<Alert['event'], string>;

/** One line, for a subject or a notification. */
export function headline({ title, place, event }: Alert): string {
  return `${title} ${words[event]} (${place})`;
}

/** More of them are not read in one message. */
const mostTroubles = 10;

/** The whole of it as plain text, a line each. */
export function linesOf(alert: Alert): readonly string[] {
  const { troubles, sentence, since, failures, run } = alert;
  const shown = troubles.slice(0, mostTroubles);
  const more = troubles.length - shown.length;
  return [
    headline(alert),
    sentence,
    ...shown.map(({ check, subject, reason }) => `- ${check} / ${subject}: ${reason.slice(0, 300)}`),
    ...(more > 0 ? [`- and ${more} more`] : []),
    `since ${since}${failures > 1 ? `, ${failures} looks in a row` : ''}`,
    ...(run === null ? [] : [`run ${run}`]),
  ];
}
