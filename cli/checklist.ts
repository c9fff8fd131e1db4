import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { bindLines, type BoundLine } from './checklist/bind-line.ts';
import { readPlanText } from './checklist/read-plan.ts';
import { renderChecklist } from './checklist/render-checklist.ts';
import { UsageError, type Command, type CommandInput } from './command.ts';
import { exitCodes } from './exit-codes.ts';

const usage = 'golive checklist import <PLAN.md> [--name <target>] [--out <file>]';

/** Reads a plan that people wrote into lines that a target can be held to. */
export const checklist: Command = {
  name: 'checklist',
  summary: 'Reads a Markdown plan into checklist lines, each bound to a check, to a role, or to nothing yet.',
  usage,
  flags: {
    '--name <target>':
      'name of the target, with which ids begin; if left out, that of target.ts beside the module, or of the plan’s file',
    '--out <file>': 'module to write; golive/checklist.ts if left out',
    '--force': 'writes over a module that is there',
  },
  options: { name: { type: 'string' }, out: { type: 'string' }, force: { type: 'boolean' } },
  run({ values, positionals, terminal }) {
    const file = planFile(positionals);
    const plan = readPlanText(readFileSync(file, 'utf8'));
    if (plan.lines.length === 0) {
      throw new UsageError(
        'bad-value',
        `${file}: expected check boxes, ticked items or a table with a column for the answer, found none`,
      );
    }
    const lines = bindLines(plan.lines);
    const counts = countsOf(lines);
    if (values['json'] === true) {
      const list = lines.map(({ plan: { section, text, line, from, claimed }, ...bound }) => ({
        ...bound,
        section,
        text,
        line,
        from,
        claimed,
      }));
      const { hazards, tablesLeftOut } = plan;
      process.stdout.write(
        `${JSON.stringify({ plan: file, counts, tablesLeftOut, lines: list, hazards }, null, 2)}\n`,
      );
      return Promise.resolve(exitCodes.GO);
    }
    const out = outFile(values);
    mkdirSync(dirname(out), { recursive: true });
    writeFileSync(out, renderChecklist(nameOf(values, file, out), basename(file), lines));
    const { all, byCheck, byPerson, unbound } = counts;
    terminal.result(
      `${out}: ${all} lines, ${byCheck} bound to checks by their words (look at each), ` +
        `${byPerson} to a role, ${unbound} to nothing yet`,
    );
    if (plan.tablesLeftOut.length > 0) {
      const places = plan.tablesLeftOut.map((line) => `${file}:${line}`).join(', ');
      terminal.result(`  tables without a column for an answer, which became no lines: ${places}`);
    }
    for (const { rule, line, text, why, scheduled } of plan.hazards) {
      const clock = scheduled ? ', run by a clock' : '';
      terminal.result(`  hazard ${rule}, ${file}:${line}${clock}: ${text}`);
      terminal.result(`         ${why}`);
    }
    return Promise.resolve(exitCodes.GO);
  },
};

/** How many lines are bound to what. */
export function countsOf(lines: readonly BoundLine[]) {
  const byCheck = lines.filter(({ checks }) => checks.length > 0).length;
  const byPerson = lines.filter(({ by }) => by === 'person').length;
  return { all: lines.length, byCheck, byPerson, unbound: lines.length - byCheck - byPerson };
}

function planFile([what, file, extra]: readonly string[]): string {
  if (what !== 'import')
    throw new UsageError(
      'missing-argument',
      `golive checklist: expected import, got "${what ?? ''}"; ${usage}`,
    );
  if (file === undefined) throw new UsageError('missing-argument', `expected a plan: ${usage}`);
  if (extra !== undefined) throw new UsageError('bad-flag', `expected one plan, got "${extra}" as well`);
  const place = statSync(file, { throwIfNoEntry: false });
  if (place === undefined)
    throw new UsageError('bad-value', `${file}: expected a plan in Markdown, got no file`);
  if (!place.isFile())
    throw new UsageError('bad-value', `${file}: expected a plan in Markdown, got a folder`);
  return file;
}

function outFile(values: CommandInput['values']): string {
  const out = typeof values['out'] === 'string' ? values['out'] : 'golive/checklist.ts';
  if (existsSync(out) && values['force'] !== true)
    throw new UsageError('bad-value', `--out: ${out} is there already; --force writes over it`);
  return out;
}

/** As `init` and people write it in the target. */
function targetBeside(out: string): string | undefined {
  const file = join(dirname(out), 'target.ts');
  if (!existsSync(file)) return undefined;
  return /^\s{0,4}name: ['"]([a-z][a-z0-9.-]*)['"]/mu.exec(readFileSync(file, 'utf8'))?.[1];
}

function nameOf(values: CommandInput['values'], file: string, out: string): string {
  const given = values['name'];
  const name =
    typeof given === 'string'
      ? given
      : (targetBeside(out) ??
        basename(file)
          .replace(/\.\w+$/u, '')
          .toLowerCase());
  const kebab = name.replaceAll(/[^a-z0-9.-]+/gu, '-').replaceAll(/^[-.\d]+|[-.]+$/gu, '');
  if (kebab !== '' && (typeof given !== 'string' || kebab === given)) return kebab;
  throw new UsageError('bad-value', `--name: expected a kebab-case name such as my-shop, got "${name}"`);
}
