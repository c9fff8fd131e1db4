import type { Look } from '../look/look.ts';

/** A good look, but for what is said otherwise. */
export function sampleLook(over: Partial<Look> = {}): Look {
  return {
    run: `run-${Math.random().toString(36).slice(2)}`,
    target: 'shop',
    title: 'Shop',
    place: 'https://shop.example',
    startedAt: '2026-03-01T12:00:00.000Z',
    durationMs: 9_500,
    state: 'ok',
    up: true,
    decision: 'GO',
    sentence: 'GO: all 26 required answers are yes.',
    troubles: [],
    passed: 26,
    flaky: 0,
    version: '1.4.2',
    requests: 4,
    bad: 0,
    latenciesMs: [12, 20, 31, 48],
    ...over,
  };
}

const trouble = {
  check: 'sign-in.works',
  subject: 'clerk',
  outcome: 'fail',
  reason: 'expected 200, saw <b>502</b> & "more"',
} as const;

/** One in which nobody could sign in. */
export function failingLook(over: Partial<Look> = {}): Look {
  const sentence = 'NO-GO: sign-in.works / clerk failed.';
  return sampleLook({
    state: 'failing',
    up: false,
    decision: 'NO-GO',
    sentence,
    troubles: [trouble],
    ...over,
  });
}
