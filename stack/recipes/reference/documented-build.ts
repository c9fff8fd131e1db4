import { delimiter, dirname } from 'node:path';
import { environment } from '../../environment.ts';
import { StackError } from '../../stack-error.ts';
import type { BuildReport } from '../build/build-report.ts';
import { readPlace } from '../build/documented-commands.ts';
import type { PrepareContext } from '../recipe.ts';

const limitMs = 120_000;
const label = "building Fieldbook's front end";
/** README.md, Run it. */
const place = { file: 'README.md', after: '## Run it', find: /^(node web\/\S+)/u };

/**
 * Builds the front end by the README's own command; where that does not work, by the one that does, which is said.
 * @throws StackError `build-failed`
 */
export async function buildAsDocumented(
  folder: string,
  { run }: Pick<PrepareContext, 'run'>,
): Promise<BuildReport> {
  const said = await readPlace(folder, place);
  const name = 'front end';
  // By the Node that runs it, which every verdict names: nothing beside the documents' own words.
  const notes: readonly string[] = [];
  const path = [dirname(process.execPath), environment.path].join(delimiter);
  const options = { folder, timeoutMs: limitMs, label };
  try {
    if (said === undefined) throw new StackError('command-failed', `${place.file} names no such command`);
    await run('sh', ['-c', said.text], { ...options, environment: { PATH: path } });
    return {
      notes,
      parts: [{ name, commands: [`${said.text} (${said.source})`], outcome: 'worked', why: null }],
    };
  } catch (error) {
    if (!(error instanceof StackError)) throw error;
    await run(process.execPath, ['web/build.ts'], options).catch((cause: unknown) => {
      const message = cause instanceof Error ? cause.message : String(cause);
      throw new StackError('build-failed', message, { cause });
    });
    const commands = said === undefined ? [] : [`${said.text} (${said.source})`];
    return { notes, parts: [{ name, commands, outcome: 'failed', why: error.message.slice(-600) }] };
  }
}
