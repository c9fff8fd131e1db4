import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { findCheck } from '../checks/catalogue.ts';
import { completeRow } from '../evidence/complete.ts';
import { appendRow } from '../evidence/journal.ts';
import { redactor } from '../evidence/redact.ts';
import { evidenceRowSchema } from '../evidence/row.ts';
import { createReaper } from '../stack/reaper/reaper.ts';
import { sweepLeftovers } from '../stack/reaper/sweep-leftovers.ts';
import { findRecipe } from '../stack/recipes/registry.ts';
import { RunSecrets } from '../stack/run-secrets.ts';
import type { RunContext, RunRequest } from './run-context.ts';
import { findTools } from './stages/find-tools.ts';
import type { Terminal } from './terminal.ts';

/** Time and four letters: sorts by time, and tells two runs of one second apart. */
function newRunId(target: string): string {
  const time = new Date().toISOString().replaceAll(/[-:]/gu, '').slice(0, 15);
  const tail = Math.random().toString(36).slice(2, 6).padEnd(4, '0');
  return `${time}-${target}-${tail}`;
}

function secretsOf(context: Pick<RunContext, 'main'>, secrets: RunSecrets): readonly string[] {
  const access = context.main?.access;
  const passwords = Object.values(access?.accounts ?? {}).map(({ password }) => password);
  return [...secrets.all(), ...(access?.secrets ?? []), ...passwords];
}

/**
 * Opens a run: its folder, its reaper, its tools. Whatever an earlier run left behind is swept first.
 * @throws StackError `missing-tool` when this machine lacks a browser.
 */
export async function openRun(
  request: RunRequest,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<RunContext> {
  const id = newRunId(request.target.name);
  const runFolder = join(import.meta.dirname, '..', 'reports', 'runs', id);
  mkdirSync(runFolder, { recursive: true });
  const tools = await findTools();
  await sweepLeftovers();
  const reaper = await createReaper({ run: id });
  const temporaryFolder = await reaper.makeFolder('run');
  const secrets = new RunSecrets();
  const journal = join(runFolder, 'evidence.jsonl');
  const context: RunContext = {
    id,
    request,
    runFolder,
    temporaryFolder,
    journal,
    reaper,
    tools,
    recipe: findRecipe(request.target.application),
    terminal,
    signal,
    runSecrets: secrets,
    secrets: () => secretsOf(context, secrets),
    prepared: undefined,
    main: undefined,
    stageTimes: [],
    observe(stack, observation) {
      const row = completeRow(observation, { run: id, stack, now: new Date() });
      const clean = evidenceRowSchema.parse(JSON.parse(redactor(context.secrets())(JSON.stringify(row))));
      appendRow(journal, clean);
      const mark = { pass: 'ok  ', fail: 'FAIL', inconclusive: '??  ', 'not-applicable': '-   ' }[
        clean.outcome
      ];
      context.report(`${mark} ${clean.check} / ${clean.subject}${clean.reason ? `: ${clean.reason}` : ''}`);
      return clean;
    },
    report: (message) => terminal.progress(`  ${message}`),
    wants: (checks) => request.only.length === 0 || checks.some((check) => request.only.includes(check)),
  };
  return context;
}

/** @returns the ids of `--only` that are not in the catalogue. */
export function unknownChecks(only: readonly string[]): readonly string[] {
  return only.filter((id) => !findCheck(id));
}
