import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { environment } from '../../environment.ts';
import { StackError } from '../../stack-error.ts';
import type { Run } from '../recipe.ts';
import type { BuildPart, Pin } from './build-plan.ts';
import { readPlace } from './documented-commands.ts';
import { findNode } from './find-node.ts';
import { findPython } from './find-python.ts';
import { isWanted, probe, type Interpreter, type Places, type Wanted } from './interpreter.ts';

/** What one part is built with on this machine. */
export interface PartTools {
  readonly node?: Interpreter;
  readonly npm?: string;
  readonly python?: Interpreter;
  /** Where something else than what the release names had to do. */
  readonly inPlaceOf: readonly string[];
}

/** Golive's own packages hold programs that a release may lack: none of them may answer in its place. */
export function foldersOfPath(path: string): readonly string[] {
  return path
    .split(delimiter)
    .filter((folder) => folder.startsWith('/') && !/\/node_modules(?:\/|$)/u.test(folder));
}

function placesHere(): Places {
  return { path: foldersOfPath(environment.path), home: environment.home, ownNode: process.execPath };
}

/** @throws StackError `missing-tool` with what to install. */
export async function toolsOf(
  part: BuildPart,
  checkout: string,
  run: Run,
  places: Places = placesHere(),
): Promise<PartTools> {
  const inPlaceOf: string[] = [];
  const choose = async (
    name: string,
    pin: Pin,
    find: (run: Run, places: Places, wanted: Wanted) => Promise<Interpreter>,
  ): Promise<Interpreter> => {
    const said = await readPlace(checkout, pin);
    const wanted = { version: said?.text, orLater: pin.orLater === true };
    const found = await find(run, places, wanted);
    if (!isWanted(found, wanted)) {
      inPlaceOf.push(
        `the ${part.name} was built with ${name} ${found.version} in place of ${said?.text ?? ''} (${said?.source ?? ''}), which this machine has not`,
      );
    }
    return found;
  };
  const python = part.python && (await choose('Python', part.python, findPython));
  const node = part.node && (await choose('Node', part.node, findNode));
  const npm = node && (await npmVersion(run, node, places));
  return { ...(python && { python }), ...(node && { node }), ...(npm !== undefined && { npm }), inPlaceOf };
}

async function npmVersion(run: Run, node: Interpreter, { path }: Places): Promise<string> {
  const program = [dirname(node.program), ...path].map((folder) => join(folder, 'npm')).find(existsSync);
  const said =
    program === undefined
      ? undefined
      : await probe(run, '/usr/bin/env', [
          `PATH=${[dirname(node.program), ...path].join(delimiter)}`,
          program,
          '--version',
        ]);
  if (said !== undefined) return said.split('\n').at(-1) ?? said;
  throw new StackError('missing-tool', 'expected npm on PATH, got none: install Node.js with npm');
}

/** For people: `Node 20.20.2, npm 10.8.2`. */
export function toolsInWords({ node, npm, python }: PartTools): string {
  return [
    ...(python === undefined ? [] : [`Python ${python.version}`]),
    ...(node === undefined ? [] : [`Node ${node.version}`]),
    ...(npm === undefined ? [] : [`npm ${npm}`]),
  ].join(', ');
}
