import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, dayName, groupByDay, minutesText, seenAtText, today } from './dates.ts';

test('a date moves over the end of a month and of a year', () => {
  assert.equal(addDays('2026-01-31', 1), '2026-02-01');
  assert.equal(addDays('2026-01-01', -1), '2025-12-31');
});

test('near days have a name, others a date, other years a year', () => {
  assert.equal(dayName('2026-01-05', '2026-01-05'), 'Today');
  assert.equal(dayName('2026-01-06', '2026-01-05'), 'Tomorrow');
  assert.equal(dayName('2026-01-04', '2026-01-05'), 'Yesterday');
  assert.match(dayName('2026-01-09', '2026-01-05'), /^Fri,? 9 Jan$/);
  assert.match(dayName('2025-11-21', '2026-01-05'), /2025$/);
});

test('today is the date where the person is, not in UTC', () => {
  assert.equal(today(new Date(2026, 0, 5, 0, 10)), '2026-01-05');
});

test('what was last seen today shows the time, another day also the day', () => {
  const seen = new Date(2026, 0, 5, 14, 5);
  assert.equal(seenAtText(seen.toISOString(), new Date(2026, 0, 5, 18, 0)), '14:05');
  assert.match(seenAtText(seen.toISOString(), new Date(2026, 0, 6, 8, 0)), /^14:05 on Mon,? 5 Jan$/);
});

test('minutes read as hours and minutes', () => {
  assert.equal(minutesText(45), '45 min');
  assert.equal(minutesText(60), '1 h');
  assert.equal(minutesText(95), '1 h 35 min');
});

test('entries are grouped by day, newest first, with the sum of each day', () => {
  const groups = groupByDay([
    { date: '2026-01-04', minutes: 30 },
    { date: '2026-01-05', minutes: 45 },
    { date: '2026-01-04', minutes: 15 },
  ]);
  assert.deepEqual(
    groups.map(({ date, minutes, entries }) => [date, minutes, entries.length]),
    [
      ['2026-01-05', 45, 1],
      ['2026-01-04', 45, 2],
    ],
  );
  assert.deepEqual(groupByDay([]), []);
});
