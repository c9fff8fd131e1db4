import { z } from 'zod';
import type { PartUsage } from '../../component.ts';
import { StackError } from '../../stack-error.ts';
import { askEngine } from '../engine/engine-socket.ts';

const statsSchema = z.object({
  cpu_stats: z.object({ cpu_usage: z.object({ total_usage: z.number() }) }),
  memory_stats: z.object({
    usage: z.number().optional(),
    limit: z.number().optional(),
    stats: z
      .object({ inactive_file: z.number().optional(), total_inactive_file: z.number().optional() })
      .optional(),
  }),
});
const limitsSchema = z.object({ HostConfig: z.object({ NanoCpus: z.number() }) });

/** What a container has used, by its engine's own count. @throws StackError `not-ready` where it says none */
export async function readUsage(id: string): Promise<PartUsage> {
  const { cpu_stats, memory_stats } = statsSchema.parse(
    await ask(`/containers/${id}/stats?stream=false&one-shot=true`),
  );
  const { NanoCpus } = limitsSchema.parse(await ask(`/containers/${id}/json`)).HostConfig;
  const { usage, limit, stats } = memory_stats;
  // The second version of control groups names it so, the first counts the groups below as well.
  const files = stats?.total_inactive_file ?? stats?.inactive_file ?? 0;
  return {
    cpuMs: cpu_stats.cpu_usage.total_usage / 1e6,
    ...(NanoCpus === 0 ? {} : { cpus: NanoCpus / 1e9 }),
    ...(usage === undefined ? {} : { memoryBytes: usage - files }),
    ...(limit === undefined ? {} : { memoryLimitBytes: limit }),
  };
}

async function ask(path: string): Promise<unknown> {
  const { status, body } = await askEngine('GET', path);
  if (status === 200) return JSON.parse(body);
  throw new StackError('not-ready', `expected the engine to tell a container's usage, got ${status}`);
}
