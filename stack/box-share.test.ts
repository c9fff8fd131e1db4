import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { describe, it } from 'node:test';
import { usageOfTree } from './process/process-usage.ts';
import { lostShare, readCpuTimes, whyNotMeasured, type CpuTimes } from './box-share.ts';

const times = (total: number, idle: number, stolen: number, own: number): CpuTimes => ({
  total,
  idle,
  stolen,
  own,
});

describe('the share of a machine that is lost to others', () => {
  it('is what was neither idle nor the run’s own, and what was stolen from below', () => {
    const before = times(1000, 400, 10, 300);
    assert.equal(lostShare(before, times(1200, 500, 10, 400)), 0);
    assert.equal(lostShare(before, times(1200, 450, 10, 350)), 0.5);
    assert.equal(lostShare(before, times(1200, 500, 60, 350)), 0.25);
    assert.equal(lostShare(before, before), 0);
  });

  it('makes a time open that a machine of the run’s own would have kept, and no other', () => {
    assert.match(
      whyNotMeasured(3000, 2000, 0.5) ?? '',
      /starved: others took 50 % of its time while 3000 ms/u,
    );
    assert.equal(whyNotMeasured(4100, 2000, 0.5), undefined, 'too slow on any machine');
    assert.equal(whyNotMeasured(2100, 2000, 0.09), undefined, 'what any machine takes for itself');
  });
});

const endless = 'for (;;);';
const tag = `box-share-test-${process.pid}`;

/** Keeps every processor busy until it is disposed. */
function burn(env: Readonly<Record<string, string>>): AsyncDisposable & { ticks(): Promise<number> } {
  const children = Array.from({ length: 2 * availableParallelism() }, (): ChildProcess => {
    return spawn(process.execPath, ['-e', endless], { stdio: 'ignore', env });
  });
  return {
    async ticks() {
      const usages = await Promise.all(children.map(({ pid }) => usageOfTree(pid)));
      return usages.reduce((sum, { cpuMs }) => sum + cpuMs / 10, 0);
    },
    async [Symbol.asyncDispose]() {
      const ended = children.map((child) => once(child, 'exit'));
      for (const child of children) child.kill('SIGKILL');
      await Promise.all(ended);
    },
  };
}

interface Watched {
  readonly before: CpuTimes;
  readonly after: CpuTimes;
  /** Ticks of the processes that were asked about, not a moment before or after. */
  readonly burnt: number;
}

/** Looks until so many ticks have gone by; what waits for a tick is not held to any pace. */
async function watch(ticks: number, burnt = (): Promise<number> => Promise.resolve(0)): Promise<Watched> {
  const own = { run: tag, folders: [], inContainers: false };
  const look = async (): Promise<CpuTimes> => {
    const times = await readCpuTimes(own);
    assert.ok(times, 'expected a machine that tells its times');
    return times;
  };
  const before = await look();
  const burntBefore = await burnt();
  while ((await look()).total - before.total < ticks);
  const burntMeanwhile = (await burnt()) - burntBefore;
  return { before, after: await look(), burnt: burntMeanwhile };
}

describe('on this machine', { concurrency: 1 }, () => {
  it('processes of others that keep it busy are seen', async () => {
    await using _others = burn({});
    const { before, after } = await watch(150);
    assert.ok(lostShare(before, after) > 0.25, String(lostShare(before, after)));
  });

  it('processes of the run are its own, however busy', async () => {
    await using burning = burn({ GOLIVE_RUN: tag });
    const { before, after, burnt } = await watch(300, () => burning.ticks());
    const own = after.own - before.own;
    // Whatever else is busy here leaves them some of it. Who looks counts too, but is one, and they are several.
    assert.ok(burnt > 0 && own > 0.9 * burnt, `${own} of ${burnt} ticks`);
  });
});
