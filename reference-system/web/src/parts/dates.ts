/** Dates as people of the company read them. Dates are `YYYY-MM-DD` strings, instants ISO strings in UTC. */
const day = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});
const dayWithYear = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** Today's date where the person is. */
export function today(now: Date = new Date()): string {
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}

/** `days` after a date (before it, when negative). */
export function addDays(date: string, days: number): string {
  const at = new Date(`${date}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** "Today", "Tomorrow", "Yesterday", "Mon, 5 Jan", with the year when it is another one. */
export function dayName(date: string, now: string = today()): string {
  if (date === now) return 'Today';
  if (date === addDays(now, 1)) return 'Tomorrow';
  if (date === addDays(now, -1)) return 'Yesterday';
  const at = new Date(`${date}T00:00:00Z`);
  return (date.slice(0, 4) === now.slice(0, 4) ? day : dayWithYear).format(at);
}

/** "14:05", or "14:05 on Mon, 5 Jan" when it was not today. */
export function seenAtText(iso: string, now: Date = new Date()): string {
  const at = new Date(iso);
  const pad = (value: number) => String(value).padStart(2, '0');
  const clock = `${pad(at.getHours())}:${pad(at.getMinutes())}`;
  return today(at) === today(now) ? clock : `${clock} on ${day.format(new Date(`${today(at)}T00:00:00Z`))}`;
}

export function momentText(iso: string): string {
  return moment.format(new Date(iso));
}

/** "1 h 30 min". */
export function minutesText(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

export interface DayGroup<T> {
  date: string;
  minutes: number;
  entries: T[];
}

/** Groups time entries by day, newest day first, with each day's minutes. Order within a day is kept. */
export function groupByDay<T extends { date: string; minutes: number }>(
  entries: readonly T[],
): DayGroup<T>[] {
  const groups = new Map<string, DayGroup<T>>();
  for (const entry of entries) {
    const group = groups.get(entry.date) ?? { date: entry.date, minutes: 0, entries: [] };
    group.minutes += entry.minutes;
    group.entries.push(entry);
    groups.set(entry.date, group);
  }
  return [...groups.values()].sort((a, b) => b.date.localeCompare(a.date));
}
