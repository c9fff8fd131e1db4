import { writeFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { capacityStep } from '../../load/capacity/play-step.ts';
import { usersCurve } from '../../load/plots/users-curve.ts';
import { renderCapacity } from '../../reports/render/capacity-page.ts';
import {
  capacityReportSchema,
  type CapacityCurve,
  type CapacityReport,
} from '../../reports/schema/capacity-report.ts';
import { golivePackage } from '../golive-package.ts';
import type { RunContext } from '../run-context.ts';
import type { CapacityRequest } from './capacity-request.ts';

const mb = 1024 * 1024;

export interface Measured {
  readonly startedAt: Date;
  readonly engine: CapacityReport['engine'];
  readonly curves: readonly CapacityCurve[];
}

/** Writes capacity.json, the plot, and the page of both into the run's folder. */
export function writeCapacity(
  context: RunContext,
  { load }: Pick<CapacityRequest, 'load'>,
  { startedAt, engine, curves }: Measured,
): CapacityReport {
  const { request, prepared, runFolder, driver } = context;
  const limits = { p95Ms: load.p95Ms.value, errorRate: load.errorShare.value };
  const plot = usersCurve(
    curves.map(({ title, users, found, steps }) => ({
      title: `${title}: ${found === 'knee' ? '' : '≥ '}${users}`,
      steps: steps.filter(({ invalid }) => invalid === null),
    })),
    limits,
  );
  const report = capacityReportSchema.parse({
    version: 1,
    run: context.id,
    target: request.target.name,
    title: request.target.title,
    release: prepared?.release ?? null,
    golive: golivePackage.version,
    stack: driver.name,
    startedAt: startedAt.toISOString(),
    endedAt: new Date().toISOString(),
    machine: {
      processor: cpus()[0]?.model ?? 'unknown processor',
      cpus: cpus().length,
      memoryMb: Math.round(totalmem() / mb),
      kernel: release(),
    },
    engine,
    ratePerUserPerS: load.ratePerUserPerS,
    step: capacityStep,
    limits,
    curves: [...curves],
    notes: notesOn(curves, engine),
    plots: [{ name: 'users', title: 'Users and what they meet', svg: plot }],
  } satisfies CapacityReport);
  writeFileSync(join(runFolder, 'capacity.json'), `${JSON.stringify(report, null, 2)}\n`);
  writeFileSync(join(runFolder, 'capacity.svg'), plot);
  writeFileSync(join(runFolder, 'capacity.html'), renderCapacity(report));
  return report;
}

/** What would be taken for more, or for less, than it is. */
function notesOn(curves: readonly CapacityCurve[], engine: string): string[] {
  const { warmUpS, measuredS } = capacityStep;
  const shares = curves.flatMap(({ steps }) => steps.map((step) => step.generatorCpuShare));
  const most = Math.round(Math.max(0, ...shares) * 100);
  const busy = curves.flatMap(({ steps }) => steps.map(({ usage }) => usage?.machineShare ?? 0));
  const isShared = Math.max(0, ...busy) > 0.9;
  return [
    `Each step is played for ${measuredS} s after ${warmUpS} s of warm-up, by arrivals at the rate of its users; the knee is told to a tenth of itself.`,
    ...(engine === 'autocannon'
      ? ['autocannon sends as fast as it is answered: these users are the most that throughput would do for.']
      : []),
    ...(isShared
      ? [
          `The generator (up to ${most} % of one processor) ran on the same machine, which had no processor to spare at the knee: with one of its own, a server of this shape holds no fewer users.`,
        ]
      : []),
  ];
}
