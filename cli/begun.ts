import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ReportError } from '../reports/report-error.ts';
import { runSchema } from '../reports/schema/run.ts';
import type { StackFacts } from '../stack/facts.ts';
import { configurationOf } from './configuration-of.ts';
import { golivePackage } from './golive-package.ts';
import type { RunContext } from './run-context.ts';
import { isPartial } from './scheduled-cells.ts';

const fileName = 'begun.json';

/**
 * What a run says of itself as soon as its stack is up. Should it be killed, this and the rows that it has written are
 * all that another one needs to go on with it; a run that comes to its verdict says the same there, and more.
 */
const begunSchema = z.strictObject({
  run: runSchema
    .pick({ id: true, target: true, profile: true, versions: true, release: true, configuration: true })
    .strict(),
  /** Some checks, phones or a smaller seed alone. */
  isPartial: z.boolean(),
  isShard: z.boolean(),
  fault: z.string().nullable(),
});
export type Begun = z.infer<typeof begunSchema>;

type Started = Pick<RunContext, 'id' | 'request' | 'runFolder'>;

/** Whole or not there. */
export function writeBegun(
  { id, request, runFolder }: Started,
  facts: Pick<StackFacts, 'release' | 'compose'>,
): void {
  const { target, profile, shard, fault } = request;
  const begun: Begun = {
    run: {
      id,
      target: target.name,
      profile,
      versions: { golive: golivePackage.version },
      release: facts.release ?? null,
      configuration: configurationOf({ request, compose: facts.compose ?? null }),
    },
    isPartial: isPartial(request),
    isShard: shard !== undefined,
    fault: fault?.id ?? null,
  };
  const file = join(runFolder, fileName);
  writeFileSync(`${file}.new`, `${JSON.stringify(begun, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}

/** From here on the verdict says it. */
export function endBegun(runFolder: string): void {
  if (existsSync(join(runFolder, 'verdict.json'))) rmSync(join(runFolder, fileName), { force: true });
}

/** @throws ReportError `no-verdict` where the run was killed before its stack was up, `malformed-verdict`. */
export function readBegun(runFolder: string): Begun {
  const file = join(runFolder, fileName);
  if (!existsSync(file)) {
    throw new ReportError(
      'no-verdict',
      `${runFolder}: expected verdict.json or ${fileName}, got neither: the run was killed before its stack was up, and has seen nothing`,
    );
  }
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new ReportError('malformed-verdict', `${file}: expected JSON, got text that is not`, { cause });
  }
  const parsed = begunSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.') || 'the whole file';
  throw new ReportError('malformed-verdict', `${file}: ${field}: ${issue?.message ?? 'is malformed'}`);
}
