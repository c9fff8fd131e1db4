import { StackError } from '../stack-error.ts';
import { chromium, headlessShell } from './chromium.ts';
import { compose } from './compose.ts';
import { dockerEngine } from './docker-engine.ts';
import { fonts } from './fonts.ts';
import { k6 } from './k6.ts';
import type { Machine } from './machine.ts';
import { objectServer } from './object-server.ts';
import { postgres } from './postgres.ts';
import { redis } from './redis.ts';
import { sqliteShell } from './sqlite.ts';
import { inspectTool, type Tool } from './tool.ts';
import { unprivilegedUser } from './unprivileged-user.ts';
import { webkit } from './webkit.ts';

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
  redis,
  dockerEngine,
  compose,
  k6,
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

/** Redis or Valkey. @throws StackError `missing-tool` with the line that mends it. */
export function findRedis(machine: Machine): Promise<FoundTool> {
  return requireTool(redis, machine);
}

/**
 * The engine that answers and Compose for it, for the Docker stack.
 * @returns `host` as DOCKER_HOST would have it, and both versions.
 * @throws StackError `missing-tool` with the line that mends it.
 */
export async function findDocker(
  machine: Machine,
): Promise<{ readonly host: string; readonly engineVersion: string; readonly composeVersion: string }> {
  const engine = await requireTool(dockerEngine, machine);
  const plugin = await requireTool(compose, machine);
  return { host: engine.path, engineVersion: engine.version, composeVersion: plugin.version };
}

/** The engine that answers, or undefined, for `--stack auto`. */
export async function lookForDocker(machine: Machine): Promise<FoundTool | undefined> {
  return (await lookForTool(compose, machine)) && (await lookForTool(dockerEngine, machine));
}

/** k6 of version 1 or newer. @throws StackError `missing-tool` with the line that mends it. */
export function findK6(machine: Machine): Promise<FoundTool> {
  return requireTool(k6, machine);
}

/** k6, or undefined, for `--engine auto`. */
export function lookForK6(machine: Machine): Promise<FoundTool | undefined> {
  return lookForTool(k6, machine);
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
