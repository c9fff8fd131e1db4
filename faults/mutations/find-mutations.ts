import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourcePatch } from '../../stack/recipes/recipe.ts';
import type { Mutation } from './mutation.ts';
import { operators, type Edit } from './operators.ts';
import { walkSource } from './parse-source.ts';

const isProgram = (name: string): boolean =>
  /\.[cm]?[jt]sx?$/u.test(name) && !/\.(?:test|spec|d)\.[cm]?[jt]sx?$/u.test(name);
const notRun = new Set(['node_modules', 'testing', 'dist', 'build']);

/** Every mutation that the operators know in the programs below these folders of a source, in the order of its files. */
export function findMutations(source: string, below: readonly string[]): readonly Mutation[] {
  return below
    .flatMap((folder) => programsBelow(source, folder))
    .flatMap((file) => mutationsOf(file, readFileSync(join(source, file), 'utf8')));
}

function programsBelow(source: string, folder: string): readonly string[] {
  return readdirSync(join(source, folder), { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return notRun.has(entry.name) ? [] : programsBelow(source, path);
      return isProgram(entry.name) ? [path] : [];
    });
}

/** Those of one file. @throws SyntaxError where it is no program. */
export function mutationsOf(file: string, text: string): readonly Mutation[] {
  const found: Mutation[] = [];
  walkSource({ file, text }, (node, parent) => {
    for (const { name, what, edits } of operators) {
      for (const edit of edits(node, text, parent)) {
        const before = text.slice(0, edit.start);
        const line = before.split('\n').length;
        const column = edit.start - before.lastIndexOf('\n');
        const patch = patchOf(file, text, edit);
        const id = `${file}:${line}:${column} ${name}`;
        found.push({ id, operator: name, what, file, line, patch, diff: diffOf(patch) });
      }
    }
  });
  return found;
}

/** Whole lines around the edit, as many as it takes to stand in the file once. */
function patchOf(file: string, text: string, edit: Edit): SourcePatch {
  let start = text.lastIndexOf('\n', edit.start - 1) + 1;
  let end = lineEnd(text, edit.end);
  while (text.split(text.slice(start, end)).length !== 2) {
    start = start === 0 ? 0 : text.lastIndexOf('\n', start - 2) + 1;
    end = lineEnd(text, Math.min(end + 1, text.length));
  }
  const replace = text.slice(start, edit.start) + edit.text + text.slice(edit.end, end);
  return { file, find: text.slice(start, end), replace };
}

function lineEnd(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at === -1 ? text.length : at;
}

/** The lines that differ. */
function diffOf({ find, replace }: SourcePatch): readonly string[] {
  const before = find.split('\n');
  const after = replace.split('\n');
  let first = 0;
  while (first < Math.min(before.length, after.length) && before[first] === after[first]) first += 1;
  let last = 0;
  const most = Math.min(before.length, after.length) - first;
  while (last < most && before.at(-1 - last) === after.at(-1 - last)) last += 1;
  const cut = (lines: readonly string[], sign: string): readonly string[] =>
    lines.slice(first, lines.length - last).map((line) => `${sign} ${line.trim()}`);
  return [...cut(before, '-'), ...cut(after, '+')];
}
