import { appendFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { completeRow } from '../evidence/complete.ts';
import { appendRow } from '../evidence/journal.ts';
import { harvestSecrets } from '../evidence/harvest.ts';
import { fieldMask } from '../evidence/mask-fields.ts';
import { redactor } from '../evidence/redact.ts';
import { evidenceRowSchema } from '../evidence/row.ts';
import { ReportError } from '../reports/report-error.ts';
import { claimsVariable, tagChildren } from '../stack/environment.ts';
import { tagsOf } from '../stack/reaper/owner.ts';
import { createReaper, type Reaper } from '../stack/reaper/reaper.ts';
import { sweepLeftovers } from '../stack/reaper/sweep-leftovers.ts';
import { noRecipe } from '../stack/recipes/no-recipe.ts';
import { RunSecrets } from '../stack/run-secrets.ts';
import { writeAttachNote } from './attach-note.ts';
import { chooseDriver } from './choose-driver.ts';
import { isClosed } from './closed.ts';
import { isStarted } from './read-attach.ts';
import { isCheckAskedFor } from './only.ts';
import { personalOf } from './personal-of.ts';
import { recipeOf } from './recipe-of.ts';
import type { RunContext, RunRequest } from './run-context.ts';
import { findTools } from './stages/find-tools.ts';
import type { Terminal } from './terminal.ts';

/** Less than any run’s reports take, attachments included. */
const roomBytes = 8 * 1024 * 1024;

/** Time and four letters: sorts by time, and tells two runs of one second apart. */
export function newRunId(target: string): string {
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
 * @throws StackError `missing-tool` when this machine lacks a browser or what the stack runs on; ReportError `unwritable`.
 */
export async function openRun(
  request: RunRequest,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<RunContext> {
  const id = newRunId(request.target.name);
  const tools = await findTools();
  const { driver, why } = await chooseDriver(request);
  await sweepLeftovers();
  const reaper = await createReaper({ run: id });
  tagChildren(tagsOf(id));
  const folders = await makeFolders(reaper, join(request.reportsFolder, id));
  const { runFolder, temporaryFolder } = folders;
  noteUsedCodesIn(join(temporaryFolder, 'used-codes'));
  const secrets = new RunSecrets();
  const journal = join(runFolder, 'evidence.jsonl');
  // There from the beginning: what is read of a run that was killed is what it had seen, which may be nothing.
  appendFileSync(journal, '');
  if (request.attach !== undefined && request.attach !== 'rehearsal') {
    await writeAttachNote(runFolder, request.attach, request.targetFile);
  }
  const context: RunContext = {
    id,
    request,
    runFolder,
    temporaryFolder,
    journal,
    reaper,
    tools,
    recipe: isStarted(request) ? recipeOf(request) : noRecipe(request.target.application),
    driver,
    terminal,
    signal,
    runSecrets: secrets,
    secrets: () => secretsOf(context, secrets),
    prepared: undefined,
    main: undefined,
    stageTimes: [],
    closed: new Set(),
    observe(stack, observation) {
      const row = completeRow(observation, { run: id, stack, now: new Date() });
      const text = JSON.stringify(row);
      const mask = fieldMask(personalOf(context).fields);
      const redact = redactor([...context.secrets(), ...harvestSecrets(text)]);
      const clean = evidenceRowSchema.parse(JSON.parse(mask(redact(text))));
      appendRow(journal, clean);
      const mark = { pass: 'ok  ', fail: 'FAIL', inconclusive: '??  ', 'not-applicable': '-   ' }[
        clean.outcome
      ];
      context.report(`${mark} ${clean.check} / ${clean.subject}${clean.reason ? `: ${clean.reason}` : ''}`);
      return clean;
    },
    report: (message) => terminal.progress(`  ${message}`),
    wants: (checks) =>
      checks.some((check) => isCheckAskedFor(request.only, check) && !isClosed(context, check)),
  };
  if (why !== undefined) terminal.progress(`--stack auto: ${driver.title}, ${why}`);
  return context;
}

/** Of all processes of this run: a code of a second factor must not be sent twice. */
function noteUsedCodesIn(folder: string): void {
  mkdirSync(folder);
  tagChildren({ [claimsVariable]: folder });
}

/** Nothing is left where one of them cannot be made. */
async function makeFolders(
  reaper: Reaper,
  runFolder: string,
): Promise<Pick<RunContext, 'temporaryFolder' | 'runFolder'>> {
  try {
    const temporaryFolder = await reaper.makeFolder('run');
    return { temporaryFolder, runFolder: makeRunFolder(runFolder) };
  } catch (error) {
    await reaper.close();
    throw error;
  }
}

function makeRunFolder(folder: string): string {
  try {
    makeFolder(folder);
  } catch (cause) {
    throw unwritable(folder, 'a folder that can be made', cause);
  }
  const trial = join(folder, 'room');
  try {
    // Found out now, and not after five minutes of work.
    writeFileSync(trial, Buffer.alloc(roomBytes));
    rmSync(trial);
    return folder;
  } catch (cause) {
    rmSync(folder, { recursive: true, force: true });
    throw unwritable(folder, 'room for a run’s reports', cause);
  }
}

/** Step by step: asked for all of them at once, Node never ends where a file system refuses every folder (/proc). */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

function unwritable(folder: string, expected: string, cause: unknown): ReportError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new ReportError('unwritable', `${folder}: expected ${expected}, got: ${why}`, { cause });
}
