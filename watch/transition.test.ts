import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LookState } from './look/look.ts';
import { step, type WatchState } from './transition.ts';

/** What is told look by look: `.` nothing. */
function told(looks: string, after: number): string {
  const words: Readonly<Record<string, LookState>> = { o: 'ok', f: 'failing', u: 'unsure' };
  let state: WatchState | undefined;
  return [...looks]
    .map((letter, at) => {
      const next = step(state, words[letter] ?? 'unsure', after, `2026-01-01T00:0${at % 10}:00.000Z`);
      state = next.state;
      return next.news === undefined ? '.' : { failing: 'F', recovered: 'R' }[next.news];
    })
    .join('');
}

const cases = [
  { name: 'what is good from the beginning is no news', looks: 'oooo', after: 3, news: '....' },
  { name: 'three in a row are told once', looks: 'offffff', after: 3, news: '...F...' },
  { name: 'two and a good one between are not told', looks: 'ffoffoff', after: 3, news: '........' },
  { name: 'the first good one is told, and only that', looks: 'fffooo', after: 3, news: '..FR..' },
  { name: 'what was never told has not recovered', looks: 'ffooo', after: 3, news: '.....' },
  { name: 'what could not be seen counts as not ok', looks: 'fufo', after: 3, news: '..FR' },
  { name: 'with one, each change is told', looks: 'fofo', after: 1, news: 'FRFR' },
  { name: 'failing from the very first look', looks: 'f', after: 1, news: 'F' },
];

for (const { name, looks, after, news } of cases) {
  test(name, () => assert.equal(told(looks, after), news));
}

test('it says since when: the first that failed, not the one that was told', () => {
  const first = step(undefined, 'failing', 2, '2026-01-01T00:00:00.000Z');
  const second = step(first.state, 'failing', 2, '2026-01-01T00:05:00.000Z');
  assert.equal(second.news, 'failing');
  assert.equal(second.state.since, '2026-01-01T00:00:00.000Z');
});
