import { StackError } from '../stack-error.ts';
import { installLine, installPackages } from './debian-packages.ts';
import type { Machine } from './machine.ts';
import { bestMend, type Tool } from './tool.ts';

/** Runs one piece of set-up and tells the user what it waits for and how long it took. */
export type Announce = (what: string, waitingFor: string, work: () => Promise<void>) => Promise<void>;

/**
 * Brings the tools that are missing, as far as this user can. When nothing is missing it runs nothing.
 * @returns What is still missing and can be done without, one sentence each.
 * @throws StackError `missing-tool`: everything that is still missing in one line, with the line that mends it.
 */
export async function prepareMachine(
  machine: Machine,
  tools: readonly Tool[],
  announce: Announce,
): Promise<readonly string[]> {
  const failures = new Map<Tool, string>();
  await installDebianPackages(machine, missingTools(machine, tools), announce, failures);
  for (const tool of missingTools(machine, tools)) await mendOne(machine, tool, announce, failures);
  const missing = missingTools(machine, tools);
  const required = missing.filter((tool) => tool.need === 'required');
  if (required.length > 0) throw missingError(machine, required, failures);
  return missing.map((tool) => `${tool.label} is missing: ${failures.get(tool) ?? tool.failureLabel}`);
}

function missingTools(machine: Machine, tools: readonly Tool[]): Tool[] {
  return tools.filter((tool) => tool.shouldTest(machine) && tool.locate(machine) === undefined);
}

/** All packages in one go: one wait for the mirror, one look at the package lists. */
async function installDebianPackages(
  machine: Machine,
  missing: readonly Tool[],
  announce: Announce,
  failures: Map<Tool, string>,
): Promise<void> {
  const byPackage = missing.filter((tool) => {
    const mend = bestMend(tool, machine);
    return mend?.packages !== undefined && mend.run !== undefined;
  });
  const packages = [...new Set(byPackage.flatMap((tool) => bestMend(tool, machine)?.packages ?? []))];
  if (packages.length === 0) return;
  try {
    await announce(packages.join(', '), 'the Debian package mirror', () =>
      installPackages(machine, packages),
    );
  } catch (error) {
    for (const tool of byPackage) failures.set(tool, sentence(error));
  }
}

async function mendOne(
  machine: Machine,
  tool: Tool,
  announce: Announce,
  failures: Map<Tool, string>,
): Promise<void> {
  for (const mend of tool.mends(machine)) {
    if (tool.locate(machine) !== undefined) return;
    const { run } = mend;
    if (run === undefined || (mend.packages !== undefined && failures.has(tool))) continue;
    try {
      await announce(tool.label, mend.waitingFor, run);
    } catch (error) {
      failures.set(tool, sentence(error));
    }
  }
}

function missingError(machine: Machine, missing: readonly Tool[], failures: Map<Tool, string>): StackError {
  const ways = missing.map((tool) => tool.mends(machine).find((mend) => mend.packages !== undefined));
  const packages = ways.flatMap((mend) => mend?.packages ?? []);
  const others = missing.filter((_tool, index) => ways[index] === undefined);
  const lines = others.map((tool) => bestMend(tool, machine)?.line ?? `install ${tool.label}`);
  if (packages.length > 0) lines.unshift(installLine(machine, packages));
  const labels = missing.map((tool) => tool.label).join(', ');
  const reasons = [...new Set(failures.values())].map((reason) => `\n  ${reason}`).join('');
  return new StackError('missing-tool', `missing here: ${labels}; to mend: ${lines.join(' && ')}${reasons}`);
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
