import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { conform } from '../load/engines/conformance.ts';
import { findEngineK6 } from './choose-engine.ts';
import { environment } from '../stack/environment.ts';

const k6 = await findEngineK6().catch(() => undefined);

/** One of a plan's 350 requests may go astray at the end of k6's time; a tenth of a percent of a gate's 6,400. */
function assertSame(seen: readonly string[], wanted: readonly string[], most: number): void {
  const left = new Map<string, number>();
  for (const each of wanted) left.set(each, (left.get(each) ?? 0) + 1);
  const strange = seen.filter((each) => {
    const count = left.get(each) ?? 0;
    left.set(each, count - 1);
    return count < 1;
  });
  assert.deepEqual(strange, [], 'nothing is sent that is not in the plan, and nothing twice');
  const missing = [...left].filter(([, count]) => count > 0).map(([each]) => each);
  assert.ok(missing.length <= most, `${missing.length} not sent: ${missing.slice(0, 3).join('; ')}`);
}

suite(
  'every engine plays one plan alike: the same requests, bodies, types and tokens',
  { concurrency: 3 },
  () => {
    for (const model of ['open', 'closed'] as const) {
      test(`builtin, ${model} model`, async () => {
        const { seen, wanted, recorded } = await conform({ engine: 'builtin', model });
        assertSame(seen, wanted, 0);
        assert.equal(new Set(recorded.map(({ address }) => address)).size, 10, 'each user has an address');
        assert.deepEqual([...new Set(recorded.map(({ host }) => host))], ['app.example.test']);
      });
    }

    test('autocannon', async () => {
      const { seen, wanted } = await conform({ engine: 'autocannon', model: 'open' });
      assertSame(seen, wanted, 0);
    });

    // Where CI lacks k6, that is a failure and no skip.
    const skip = k6 === undefined && !environment.ci ? 'no k6 on PATH, none built, GOLIVE_K6 unset' : false;
    for (const model of ['open', 'closed'] as const) {
      test(`k6, ${model} model`, { skip }, async () => {
        assert.ok(k6 !== undefined, 'expected k6 in CI, got none: golive doctor --fix');
        const { seen, wanted, recorded } = await conform({ engine: 'k6', model, k6: k6.path });
        assertSame(seen, wanted, model === 'open' ? 1 : 0);
        assert.equal(new Set(recorded.map(({ address }) => address)).size, 10, 'each worker has an address');
        assert.deepEqual([...new Set(recorded.map(({ host }) => host))], ['app.example.test']);
      });
    }

    for (const engine of ['builtin', 'k6'] as const) {
      test(
        `${engine} sends a renewed token once the old one is about to end`,
        { skip: engine === 'k6' && skip },
        async () => {
          assert.ok(
            engine === 'builtin' || k6 !== undefined,
            'expected k6 in CI, got none: golive doctor --fix',
          );
          const program = engine === 'k6' && k6 !== undefined ? { k6: k6.path } : {};
          const { recorded } = await conform({ engine, model: 'open', ...program, tokenLifetimeS: 3 });
          const sent = (fromMs: number, toMs: number) =>
            new Set(
              recorded
                .filter(({ atMs, authorization }) => atMs >= fromMs && atMs < toMs && authorization !== '')
                .map(({ authorization }) => authorization.replace(/\d+$/, '')),
            );
          assert.deepEqual([...sent(0, 500)], ['Bearer token-']);
          assert.deepEqual([...sent(4500, 9000)], ['Bearer renewed-']);
        },
      );
    }

    test('a request more or less is seen', () => {
      assert.throws(() => assertSame(['a', 'b'], ['a'], 0), /not in the plan/);
      assert.throws(() => assertSame(['a'], ['a', 'b'], 0), /1 not sent/);
      assert.throws(() => assertSame(['a', 'a'], ['a', 'b'], 1), /nothing twice/);
    });
  },
);
