import { chmodSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { releaseChecks } from '../../checks/release.ts';
import { askRelease } from '../../drill/release/ask-release.ts';
import { environment } from '../../stack/environment.ts';
import { recipeRun, runCommand } from '../../stack/process/run-command.ts';
import { StackError } from '../../stack/stack-error.ts';
import type { RunContext } from '../run-context.ts';
import { exchangeFolder } from './stack-options.ts';
import type { Stage } from './stage.ts';

/** What stands in the release beside what it answers; nothing of it needs a browser. */
export const releaseStage: Stage = {
  name: 'release',
  summary: 'reads the source for secrets, published logins and dangerous maintenance, and forges tokens',
  writes: 'nothing; logins that the source names are tried, tokens are made up',
  budgetMs: 6_000,
  deadlineMs: 60_000,
  inAcceptance: { budgetMs: 30_000, deadlineMs: 240_000 },
  suites: ['release'],
  async run(context: RunContext) {
    const { main: stack, observe, report, signal, request, reaper, prepared } = context;
    if (!stack) throw new StackError('not-ready', 'expected the stack to be up, it is not');
    const due: readonly string[] = releaseChecks
      .filter(({ profiles }) => profiles.some((name) => name === request.profile) || request.only.length > 0)
      .map(({ id }) => id);
    const wants = (checks: readonly string[]): boolean =>
      checks.some((id) => due.includes(id)) && context.wants(checks);
    // Before all else the shims of a planted fault, as for the team's own commands.
    const path = `${stack.shimFolder}:${environment.path}`;
    const own = { ...environment.forSystems, PATH: path };
    const place = { spawn: reaper.spawn, folder: '/', environment: own };
    const exchange = mkdtempSync(join(exchangeFolder(context), 'release-'));
    // In containers the team’s commands may run as somebody else.
    chmodSync(exchange, 0o755);
    await askRelease({
      stack,
      observe,
      report,
      signal,
      wants,
      checkout: prepared?.source,
      folder: prepared?.temporary === true ? prepared.folder : prepared?.source,
      run: recipeRun(place),
      exchange,
      exec: (command) => runCommand(place, command),
    });
  },
};
