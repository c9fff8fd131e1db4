import type { Machine } from './machine.ts';

/** One way to bring a tool onto a machine. */
export interface Mend {
  /** The line that a person would type. */
  readonly line: string;
  /** Debian packages, so that several tools are installed in one go. */
  readonly packages?: readonly string[];
  /** What it waits for, said while it runs. */
  readonly waitingFor: string;
  /** Undefined where this user or this machine cannot do it: then the line is what is said. */
  readonly run: (() => Promise<void>) | undefined;
}

/** One row of the preflight: what is looked for, why, and how it is mended. */
export interface Tool {
  readonly id: string;
  readonly label: string;
  /** What does not work without it. */
  readonly failureLabel: string;
  /** `required`: nothing is verified without it. `wanted`: set-up brings it where it can. `optional`: the user asks. */
  readonly need: 'required' | 'wanted' | 'optional';
  /** What is there may still not do (it must answer, or be new enough): then set-up runs it before it believes. */
  readonly mustRun?: boolean;
  shouldTest(machine: Machine): boolean;
  /** Where it is, without running anything: this is asked at each start. */
  locate(machine: Machine): string | undefined;
  /** Its version, which also shows that it runs at all; undefined when it does not, or will not do. */
  version(path: string, machine: Machine): Promise<string | undefined>;
  /** What is said of one that is there and has no version; `does not run` where a tool says nothing. */
  readonly unfit?: string;
  /** The ways to bring it, the best first. */
  mends(machine: Machine): readonly Mend[];
  /** The line for one that is there and does not run, where that is another. */
  repair?(path: string, machine: Machine): string | undefined;
}

/** What `doctor` prints of a tool. */
export interface ToolRow {
  readonly id: string;
  readonly label: string;
  readonly need: Tool['need'];
  readonly found: boolean;
  readonly version: string | undefined;
  readonly path: string | undefined;
  /** Why it matters and how to mend it; undefined when it was found. */
  readonly failure: string | undefined;
  readonly mend: string | undefined;
}

/** Looks for one tool and runs it once for its version. */
export async function inspectTool(tool: Tool, machine: Machine): Promise<ToolRow> {
  const path = tool.locate(machine);
  const version = path === undefined ? undefined : await tool.version(path, machine);
  const found = path !== undefined && version !== undefined;
  const { id, label, need } = tool;
  if (found) return { id, label, need, found, version, path, failure: undefined, mend: undefined };
  const unfit = tool.unfit ?? 'does not run';
  const failure = path === undefined ? tool.failureLabel : `${path} ${unfit}: ${tool.failureLabel}`;
  const repair = path === undefined ? undefined : tool.repair?.(path, machine);
  return { id, label, need, found, version, path, failure, mend: repair ?? bestMend(tool, machine)?.line };
}

/** The first way that can be done here, else the first way at all. */
export function bestMend(tool: Tool, machine: Machine): Mend | undefined {
  const mends = tool.mends(machine);
  return mends.find((mend) => mend.run !== undefined) ?? mends[0];
}
