import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { UsageError, type Command } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import type { Findings } from './init/findings.ts';
import { lookAtFolder } from './init/look-at-folder.ts';
import { lookAtUrl } from './init/look-at-url.ts';
import { recipeText } from './init/recipe-text.ts';
import { checklistText, nameOf, pagesText, renderTarget } from './init/render-target.ts';

/** Looks at a system, and writes the beginning of a target for it. */
export const init: Command = {
  name: 'init',
  summary:
    'Looks at a repository or a running system, and writes a target with what it could not find marked.',
  usage: 'golive init [<folder>] [<https://…>] [--out <folder>]',
  flags: {
    '--out <folder>': 'where target.ts, pages.ts, recipe.ts and checklist.ts are written; golive if left out',
  },
  options: { out: { type: 'string' } },
  async run({ values, positionals, terminal }) {
    const folder = typeof values['out'] === 'string' ? values['out'] : 'golive';
    const findings = await lookAt(positionals.length === 0 ? ['.'] : positionals);
    const repository = repositoryOf(positionals);
    const files = {
      'target.ts': renderTarget(findings, repository !== undefined),
      'pages.ts': pagesText,
      ...(repository === undefined
        ? {}
        : { 'recipe.ts': recipeText(findings, relative(folder, repository) || '.') }),
      'checklist.ts': checklistText(nameOf(findings)),
      // Node and the runner of the suites agree on the kind of these modules by it.
      'package.json': `${JSON.stringify({ private: true, type: 'module' })}\n`,
    };
    const there = Object.keys(files).find((name) => existsSync(join(folder, name)));
    if (there !== undefined)
      throw new UsageError(
        'bad-value',
        `--out: ${join(folder, there)} is there already; nothing was written`,
      );
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const open = Object.values(files).join('\n').split('NOT FOUND').length - 1;
    if (values['json'] === true)
      process.stdout.write(`${JSON.stringify({ folder, found: findings, open }, null, 2)}\n`);
    for (const [what, found] of Object.entries(findings))
      terminal.result(`  found ${what}: ${JSON.stringify(found.value).slice(0, 100)} (${found.where ?? ''})`);
    terminal.result(
      `${folder}: written, with ${open} marks NOT FOUND; next: golive plan ${join(folder, 'target.ts')}`,
    );
    return exitCodes.GO;
  },
};

const isAddress = (place: string): boolean => /^https?:/u.test(place);

/** Where its sources lie, if anybody said so: only then it can be started. */
function repositoryOf(places: readonly string[]): string | undefined {
  return places.length === 0 ? '.' : places.find((place) => !isAddress(place));
}

/** What runs says how it is; what the repository adds is what nobody sees from outside. */
async function lookAt(places: readonly string[]): Promise<Findings> {
  const [addresses, folders] = [true, false].map((wanted) =>
    places.filter((place) => isAddress(place) === wanted),
  );
  const extra = addresses?.[1] ?? folders?.[1];
  if (extra !== undefined)
    throw new UsageError('bad-flag', `expected one folder and one address at most, got "${extra}" as well`);
  const inFolder = folders?.[0] === undefined ? {} : lookAtFolder(aFolder(folders[0]));
  return addresses?.[0] === undefined ? inFolder : { ...inFolder, ...(await look(addresses[0])) };
}

function aFolder(place: string): string {
  const stat = statSync(place, { throwIfNoEntry: false });
  if (stat?.isDirectory()) return place;
  const got = stat === undefined ? 'which is not there' : 'which is a file';
  throw new UsageError('bad-value', `golive init: expected a folder or an address, got "${place}", ${got}`);
}

async function look(place: string): Promise<Findings> {
  try {
    return await lookAtUrl(new URL(place));
  } catch (cause) {
    const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
    const why = inner instanceof Error ? inner.message : String(inner);
    throw new UsageError('bad-value', `golive init: expected ${place} to answer, got: ${why}`, { cause });
  }
}
