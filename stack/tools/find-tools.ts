import { StackError } from '../stack-error.ts';
import { chromium, headlessShell, webkit } from './chromium.ts';
import { fonts } from './fonts.ts';
import type { Machine } from './machine.ts';
import { objectServer } from './object-server.ts';
import { postgres } from './postgres.ts';
import { sqliteShell } from './sqlite.ts';
import { inspectTool, type Tool } from './tool.ts';
import { unprivilegedUser } from './unprivileged-user.ts';

/** Everything outside Node and npm that Golive uses, in the order in which it is listed. */
export const tools: readonly Tool[] = [
  chromium,
  headlessShell,
  webkit,
  fonts,
  postgres,
  unprivilegedUser,
  objectServer,
  sqliteShell,
];

export interface FoundTool {
  readonly path: string;
  readonly version: string;
}

/** The full browser. @throws StackError `missing-tool` with the line that mends it. */
export function findChromium(machine: Machine): Promise<FoundTool> {
  return requireTool(chromium, machine);
}

/** The browser for plain tasks, or undefined: then the full one does them. */
export function findHeadlessShell(machine: Machine): Promise<FoundTool | undefined> {
  return lookForTool(headlessShell, machine);
}

/** Playwright's WebKit, or undefined: then iPhone tasks are emulated. */
export function findWebkit(machine: Machine): Promise<FoundTool | undefined> {
  return lookForTool(webkit, machine);
}

/** Server and clients of one version. @throws StackError `missing-tool` with the line that mends it. */
export async function findPostgres(
  machine: Machine,
): Promise<{ readonly binDirectory: string; readonly version: string }> {
  const { path, version } = await requireTool(postgres, machine);
  return { binDirectory: path, version };
}

async function lookForTool(tool: Tool, machine: Machine): Promise<FoundTool | undefined> {
  const { path, version } = await inspectTool(tool, machine);
  return path === undefined || version === undefined ? undefined : { path, version };
}

async function requireTool(tool: Tool, machine: Machine): Promise<FoundTool> {
  const row = await inspectTool(tool, machine);
  if (row.path !== undefined && row.version !== undefined) return { path: row.path, version: row.version };
  throw new StackError(
    'missing-tool',
    `expected ${tool.label}, got none (${row.failure ?? ''}); to mend: ${row.mend ?? 'install it'}`,
  );
}
