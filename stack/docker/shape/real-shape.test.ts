import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import { loadTarget, targetFile } from '../../../targets/load.ts';
import { environment } from '../../environment.ts';
import { createReaper } from '../../reaper/reaper.ts';
import { RunSecrets } from '../../run-secrets.ts';
import { findShape } from '../../shapes.ts';
import { dockerDriver } from '../driver.ts';
import { echoRecipe } from '../fixtures/echo-recipe.ts';

/** CI says so. Where it does, a missing engine is a failure. */
const isAsked = environment.inherited['GOLIVE_TEST_DOCKER'] === '1';
const mb = 1024 * 1024;

describe('a shape, on a real engine', { skip: !isAsked && 'GOLIVE_TEST_DOCKER=1 runs it' }, () => {
  it('is what every container sees of itself, and what each part is told to have used', async () => {
    const reaper = await createReaper({ run: `test-shape-${randomBytes(4).toString('hex')}` });
    try {
      const shape = findShape('1cpu-2gb');
      assert.ok(shape !== undefined);
      const report = (): void => undefined;
      const recipe = echoRecipe('caddy');
      const target = await loadTarget(targetFile('reference'));
      const prepared = await dockerDriver.prepare({ recipe, source: undefined, reaper, report });
      const shared = { target, recipe, prepared, seed: 'S', reaper, report, secrets: new RunSecrets() };
      await using stack = await dockerDriver.start({ ...shared, name: 'main', shape });
      assert.deepEqual(stack.facts.shape?.limits.map(({ service }) => service).toSorted(), [
        'application-1',
        'application-2',
        'caddy',
        'database',
        'objects',
        'operations',
      ]);
      for (const role of ['application', 'database', 'objects'] as const) {
        const part = stack.components.find((component) => component.role === role);
        // What the kernel lets it have, and not what anybody was told.
        const look =
          'nproc; cat /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory/memory.limit_in_bytes 2>/dev/null';
        const seen = await part?.exec({ program: 'sh', arguments: ['-c', look], timeoutMs: 10_000 });
        const [processors, memory] = seen?.stdout.trim().split('\n').map(Number) ?? [];
        assert.deepEqual([processors, memory], [1, shape.parts[role].memoryMb * mb], role);
        const usage = await part?.usage?.();
        assert.ok(usage !== undefined && usage.cpuMs > 0, role);
        assert.deepEqual([usage.cpus, usage.memoryLimitBytes], [1, shape.parts[role].memoryMb * mb], role);
        assert.ok(
          (usage.memoryBytes ?? 0) > 0 && (usage.memoryBytes ?? 0) < (usage.memoryLimitBytes ?? 0),
          role,
        );
      }
    } finally {
      await reaper.close();
    }
  });
});
