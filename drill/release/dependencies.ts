import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Command, ExecResult } from '../../stack/component.ts';
import type { Source } from '../../stack/source/read-source.ts';
import { StackError } from '../../stack/stack-error.ts';
import { listed, noSource, type ReleaseQuestion } from './release-context.ts';

const check = 'dependencies.audited';
const auditLimitMs = 60_000;
const mostManifests = 6;

/** What an auditor said of one manifest: what is known to be open, or why nobody knows. */
export type Audited =
  { readonly advisories: readonly string[]; readonly packages: number } | { readonly unverified: string };

const npmReport = z.looseObject({
  vulnerabilities: z.record(
    z.string(),
    z.looseObject({ name: z.string(), severity: z.string(), range: z.string().default('') }),
  ),
  metadata: z.looseObject({ dependencies: z.looseObject({ total: z.number() }).optional() }).optional(),
});
const npmRefusal = z.looseObject({
  message: z.string().optional(),
  error: z.looseObject({ summary: z.string() }).optional(),
});
const pipReport = z.looseObject({
  dependencies: z.array(
    z.looseObject({
      name: z.string(),
      version: z.string().default('?'),
      vulns: z.array(z.looseObject({ id: z.string() })).default([]),
    }),
  ),
});

/** Lower ones are for the team's own calendar. */
const grave = new Set(['high', 'critical']);

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** `npm audit --json`: pure. */
export function readNpmAudit(stdout: string): Audited {
  const json = jsonIn(stdout);
  const report = npmReport.safeParse(json);
  if (report.success) {
    const found = Object.values(report.data.vulnerabilities).filter(({ severity }) => grave.has(severity));
    const advisories = found.map(({ name, severity, range }) => `${name} ${range} (${severity})`);
    return { advisories, packages: report.data.metadata?.dependencies?.total ?? 0 };
  }
  const refusal = npmRefusal.safeParse(json);
  const said = refusal.success ? refusal.data.error?.summary || refusal.data.message : undefined;
  return { unverified: said ?? 'npm audit gave no report' };
}

/** `pip-audit --format json`: pure. It gives no severity: each advisory counts. */
export function readPipAudit(stdout: string): Audited {
  const report = pipReport.safeParse(jsonIn(stdout));
  if (!report.success) return { unverified: 'pip-audit gave no report' };
  const advisories = report.data.dependencies.flatMap(({ name, version, vulns }) =>
    vulns.map(({ id }) => `${name} ${version} (${id})`),
  );
  return { advisories, packages: report.data.dependencies.length };
}

interface Manifest {
  readonly path: string;
  readonly command: Pick<Command, 'program' | 'arguments'>;
  readonly read: (stdout: string) => Audited;
}

/** Manifests of a source that somebody knows advisories for: pure. */
export function manifestsOf({ files }: Pick<Source, 'files'>): readonly Manifest[] {
  const found = files.flatMap(({ path, text }): readonly Manifest[] => {
    if (/(?:^|\/)package\.json$/u.test(path) && /"dependencies"/u.test(text)) {
      return [
        {
          path,
          command: { program: 'npm', arguments: ['audit', '--json', '--omit=dev'] },
          read: readNpmAudit,
        },
      ];
    }
    if (!/(?:^|\/)requirements(?:[-.]prod\w*)?\.txt$/u.test(path)) return [];
    const words = [
      '--requirement',
      path.split('/').at(-1) ?? path,
      '--format',
      'json',
      '--progress-spinner',
      'off',
    ];
    return [{ path, command: { program: 'pip-audit', arguments: words }, read: readPipAudit }];
  });
  return found
    .toSorted((one, other) => one.path.split('/').length - other.path.split('/').length)
    .slice(0, mostManifests);
}

async function audit(
  { path, command, read }: Manifest,
  checkout: string,
  exec: (command: Command) => Promise<ExecResult>,
): Promise<Audited> {
  try {
    const { stdout } = await exec({
      ...command,
      folder: join(checkout, dirname(path)),
      timeoutMs: auditLimitMs,
    });
    return read(stdout);
  } catch (error) {
    if (error instanceof StackError) return { unverified: error.message.split('\n')[0] ?? '' };
    throw error;
  }
}

/** Asks the source of advisories that each manifest has; where none answers, that is said, and nothing is green. */
export async function askDependencies({
  source,
  checkout,
  exec,
  report,
  tell,
}: ReleaseQuestion): Promise<void> {
  const open = (reason: string): void =>
    tell({ check, expected: 0, actual: null, n: 0, outcome: 'inconclusive', reason });
  if (source === undefined || checkout === undefined) return open(noSource);
  const manifests = manifestsOf(source);
  if (manifests.length === 0) return open('no manifest in the source that an auditor reads (npm, pip)');
  for (const manifest of manifests) {
    const { path, command } = manifest;
    report(`${command.program} audits ${path}`);
    const seen = await audit(manifest, checkout, exec);
    if ('unverified' in seen) {
      open(`${path}: not verified, no source of advisories answered ${command.program}: ${seen.unverified}`);
      continue;
    }
    tell({
      check,
      expected: 0,
      actual: seen.advisories.length,
      unit: `packages of ${path} with an advisory`,
      n: seen.packages,
      reason: seen.advisories.length > 0 ? `${path}: ${listed(seen.advisories)}` : '',
    });
  }
}
