import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Observation } from '../evidence/row.ts';
import type { HttpClient } from '../stack/clients/http.ts';
import type { Component } from '../stack/component.ts';
import { StackError } from '../stack/stack-error.ts';
import { askReadiness, type ReadinessQuestion } from './readiness-truth.ts';

type Row = Omit<Observation, 'fidelity'>;

/** A system whose pages say what they are told to, knowing whether the database is there. */
function fake(pages: {
  readonly ready?: (isUp: boolean) => number;
  readonly health?: (isUp: boolean) => string;
  readonly kill?: () => void;
}) {
  const { ready = (isUp) => (isUp ? 200 : 503), health = () => 'ok', kill = () => undefined } = pages;
  let isUp = true;
  const calls: string[] = [];
  const rows: Row[] = [];
  const act = (name: string, up: boolean) => async (): Promise<void> => {
    calls.push(name);
    isUp = up;
    if (name === 'kill') kill();
  };
  const database: Pick<Component, 'kill' | 'start'> = { kill: act('kill', false), start: act('start', true) };
  const http: Pick<HttpClient, 'request'> = {
    async request({ path }) {
      const status = path === '/ready' ? ready(isUp) : 200;
      if (status === 0) throw new StackError('not-ready', 'expected an answer, got: socket hang up');
      const text = JSON.stringify({ status: health(isUp) });
      return {
        status,
        text,
        headers: {},
        header: () => '',
        bytes: Buffer.from(text),
        json: () => JSON.parse(text),
        durationMs: 1,
      };
    },
  };
  const question: ReadinessQuestion = {
    check: 'health.truthful',
    what: 'database',
    part: database,
    http,
    observe: (row: Row) => void rows.push(row),
    report: () => undefined,
    signal: AbortSignal.timeout(10_000),
    health: { path: '/health', expect: { '/status': 'ok' } },
    readiness: { path: '/ready', status: 200, unready: [503], withinMs: 250 },
  };
  return { rows, calls, isUp: () => isUp, question };
}

const failures = (rows: readonly Row[]): readonly string[] =>
  rows.filter((row) => row.reason).map((row) => row.reason ?? '');

describe('the truth of a readiness page', () => {
  it('is told in six observations', async () => {
    const { question, rows, calls } = fake({});
    await askReadiness(question);
    assert.deepEqual(
      rows.map(({ actual, unit }) => (unit === 'ms' ? 'ms' : actual)),
      ['200', '503', 'ms', '200, /status ok', '200', 'ms'],
    );
    assert.deepEqual([failures(rows), calls], [[], ['kill', 'start']]);
  });

  const table: ReadonlyArray<readonly [what: string, pages: Parameters<typeof fake>[0], reason: RegExp]> = [
    [
      'says yes without a database',
      { ready: () => 200 },
      /database is gone: expected 503 within 250 ms.*200/u,
    ],
    ['says nothing at all', { ready: (isUp) => (isUp ? 200 : 0) }, /expected 503.*no answer: .*hang up/u],
    ['says no in a word that is not its own', { ready: (isUp) => (isUp ? 200 : 500) }, /expected 503.*500/u],
    [
      'takes the process for dead',
      { health: (isUp) => (isUp ? 'ok' : 'down') },
      /speaks for the process alone.*down/u,
    ],
  ];
  for (const [what, pages, reason] of table) {
    it(`is not there where it ${what}`, async () => {
      const { question, rows, isUp } = fake(pages);
      await askReadiness(question);
      assert.match(failures(rows).join('\n'), reason);
      assert.equal(failures(rows).length, 1);
      assert.equal(isUp(), true);
    });
  }

  it('is not there where it never comes back to yes', async () => {
    let wasDown = false;
    const { question, rows } = fake({
      ready: (isUp) => {
        wasDown ||= !isUp;
        return wasDown ? 503 : 200;
      },
    });
    await askReadiness(question);
    assert.match(failures(rows).join('\n'), /after the database was back: expected 200/u);
  });

  it('leaves the database alone where the page says no from the start', async () => {
    const { question, rows, calls } = fake({ ready: () => 503 });
    await askReadiness(question);
    assert.deepEqual(calls, []);
    assert.match(failures(rows).join('\n'), /while all is well: expected 200/u);
  });

  it('brings the database back whatever throws', async () => {
    const killed = fake({
      kill: () => {
        throw new Error('no such process');
      },
    });
    await assert.rejects(askReadiness(killed.question), /no such process/u);
    assert.equal(killed.isUp(), true);
    const full = fake({});
    const observe = (row: Row): void => {
      if (row.actual === '503') throw new Error('the disk is full');
    };
    await assert.rejects(askReadiness({ ...full.question, observe }), /disk is full/u);
    assert.deepEqual([full.isUp(), full.calls], [true, ['kill', 'start']]);
    const ended = fake({});
    const controller = new AbortController();
    const stop = (row: Row): void => (row.actual === '503' ? controller.abort() : undefined);
    const { signal } = controller;
    await assert.rejects(askReadiness({ ...ended.question, observe: stop, signal }), { name: 'AbortError' });
    assert.equal(ended.isUp(), true);
  });

  it('is asked of another part as of the database, and the rows name that part', async () => {
    const { question, rows } = fake({ ready: () => 200 });
    await askReadiness({ ...question, check: 'health.parts', what: 'cache' });
    assert.deepEqual([...new Set(rows.map(({ check }) => check))], ['health.parts']);
    const [reason = ''] = failures(rows);
    assert.match(reason, /^\/ready while the cache is gone: expected 503 within 250 ms/u);
  });

  it('is not known on a stack without a database of its own', async () => {
    const { question, rows } = fake({});
    await askReadiness({ ...question, part: undefined });
    assert.deepEqual(
      rows.map(({ outcome }) => outcome),
      ['inconclusive'],
    );
  });
});
