import { StackError } from '../stack-error.ts';
import { failedLately, forgetFailure, rememberFailure } from './attempts.ts';
import { installLine, installPackages } from './debian-packages.ts';
import type { Machine } from './machine.ts';
import { bestMend, inspectTool, type Tool } from './tool.ts';

/** Runs one piece of set-up and tells the user what it waits for and how long it took. */
export type Announce = (what: string, waitingFor: string, work: () => Promise<void>) => Promise<void>;

export interface Preparation {
  readonly machine: Machine;
  readonly tools: readonly Tool[];
  readonly announce: Announce;
  /** Tries again what could not be brought lately and can be done without. */
  readonly retry: boolean;
}

/**
 * Brings the tools that are missing, as far as this user can. When nothing is missing it runs nothing.
 * @returns What was tried now, is still missing and can be done without: one sentence each.
 * @throws StackError `missing-tool`: everything that is still missing in one line, with the line that mends it.
 */
export async function prepareMachine(preparation: Preparation): Promise<readonly string[]> {
  const { machine, retry } = preparation;
  const tools = preparation.tools.filter(
    (tool) =>
      tool.shouldTest(machine) && (tool.need === 'required' || retry || !failedLately(machine, tool.id)),
  );
  const failures = new Map<Tool, string>();
  const toMend = await missingTools(machine, tools);
  if (toMend.length === 0) return [];
  await installTogether(preparation, toMend, failures);
  const tried = new Map<string, string>();
  for (const tool of await missingTools(machine, toMend)) await mendOne(preparation, tool, failures, tried);
  const missing = await stillMissing(machine, toMend, failures);
  for (const tool of toMend) await remember(machine, tool, missing.includes(tool), failures.get(tool));
  const required = missing.filter((tool) => tool.need === 'required');
  if (required.length > 0) throw missingError(machine, required, failures);
  return missing.map(
    (tool) => `no ${tool.label}: ${tool.failureLabel} (${failures.get(tool) ?? 'cannot be brought'})`,
  );
}

async function missingTools(machine: Machine, tools: readonly Tool[]): Promise<Tool[]> {
  const missing = await Promise.all(tools.map((tool) => isMissing(machine, tool)));
  return tools.filter((_tool, index) => missing[index]);
}

async function isMissing(machine: Machine, tool: Tool): Promise<boolean> {
  if (tool.locate(machine) === undefined) return true;
  return tool.mustRun === true && !(await inspectTool(tool, machine)).found;
}

/** What was brought must run as well: a browser without its libraries is as good as none. */
async function stillMissing(
  machine: Machine,
  mended: readonly Tool[],
  failures: Map<Tool, string>,
): Promise<Tool[]> {
  const missing: Tool[] = [];
  for (const tool of mended) {
    const row = await inspectTool(tool, machine);
    if (row.found) continue;
    missing.push(tool);
    if (row.path !== undefined) failures.set(tool, `${row.failure ?? ''}; ${row.mend ?? ''}`);
  }
  return missing;
}

/** All packages in one go: one wait for the mirror, one look at the package lists. */
async function installTogether(
  { machine, announce }: Preparation,
  missing: readonly Tool[],
  failures: Map<Tool, string>,
): Promise<void> {
  const mends = missing.map((tool) => [tool, bestMend(tool, machine)] as const);
  const byPackage = mends.filter(([, mend]) => mend?.packages !== undefined && mend.run !== undefined);
  const packages = [...new Set(byPackage.flatMap(([, mend]) => mend?.packages ?? []))];
  if (packages.length === 0) return;
  try {
    await announce(packages.join(', '), 'the Debian package mirror', () =>
      installPackages(machine, packages),
    );
  } catch (error) {
    for (const [tool] of byPackage) failures.set(tool, sentence(error));
  }
}

async function mendOne(
  { machine, announce }: Preparation,
  tool: Tool,
  failures: Map<Tool, string>,
  tried: Map<string, string>,
): Promise<void> {
  for (const { line, run, packages, waitingFor } of tool.mends(machine)) {
    if (!(await isMissing(machine, tool))) return;
    const isTried = packages !== undefined && failures.has(tool);
    if (run === undefined || isTried) continue;
    // Two tools may come by one line; a host that did not answer is not waited for twice.
    const reason = tried.get(line) ?? (await reasonOf(announce(tool.label, waitingFor, run)));
    if (reason === undefined) continue;
    tried.set(line, reason);
    failures.set(tool, reason);
  }
}

async function reasonOf(work: Promise<void>): Promise<string | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    return sentence(error);
  }
}

async function remember(
  machine: Machine,
  tool: Tool,
  isMissing: boolean,
  reason = 'there is no way to bring it here',
): Promise<void> {
  if (tool.need === 'required') return;
  if (isMissing) await rememberFailure(machine, tool.id, reason);
  else await forgetFailure(machine, tool.id);
}

function missingError(machine: Machine, missing: readonly Tool[], failures: Map<Tool, string>): StackError {
  const ways = missing.map((tool) => tool.mends(machine).find((mend) => mend.packages !== undefined));
  const packages = ways.flatMap((mend) => mend?.packages ?? []);
  const others = missing.filter((_tool, index) => ways[index] === undefined);
  const lines = [...new Set(others.map((tool) => bestMend(tool, machine)?.line ?? `install ${tool.label}`))];
  if (packages.length > 0) lines.unshift(installLine(machine, packages));
  const labels = missing.map((tool) => tool.label).join(', ');
  const reasons = [...new Set(missing.map((tool) => failures.get(tool)))].filter(
    (reason) => reason !== undefined,
  );
  const tried = reasons.map((reason) => `\n  tried: ${reason}`).join('');
  return new StackError('missing-tool', `missing: ${labels}; to mend: ${lines.join(' && ')}${tried}`);
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
