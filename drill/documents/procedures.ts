import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { applicable, whyNotApplicable } from '../../targets/capabilities.ts';
import type { StatedProcedure } from '../../targets/schema/promises.ts';
import { describeEnd, runTeamCommand } from '../team-command.ts';
import { noDocuments, open, type DocumentQuestion, type Row } from './documents-context.ts';
import { judgeProcedure, whyNot } from './judge-procedure.ts';
import { playProcedure, type Played } from './play-procedure.ts';
import {
  betweenDownAndUp,
  firstOfEach,
  inContainers,
  namesByPath,
  procedureIn,
  type WrittenProcedure,
} from './read-procedure.ts';

/** Plays each procedure on a checkout of the run's own. */
export async function askProcedures(question: DocumentQuestion): Promise<void> {
  const { stack, documents, prepared, tell, signal } = question;
  for (const stated of applicable(stack.target.promises.procedures, 'procedures')) {
    signal.throwIfAborted();
    const say = (row: Row): void => tell({ ...row, subject: stated.id });
    if (documents === undefined || prepared === undefined) {
      say(open('a procedure', noDocuments));
      continue;
    }
    const text = await readFile(join(documents, stated.file), 'utf8').catch(() => '');
    const written = procedureIn(text, stated.after);
    if (written === undefined) {
      say(open('a procedure', `${stated.file} has no block of commands below “${stated.after}” any more`));
      continue;
    }
    const asked = { ...question, release: prepared.folder };
    const contained = inContainers(written.commands);
    if (contained.length > 0) say(await inTheirContainers(asked, stated, written, contained));
    else if (stack.facts.driver === 'process') {
      const { operate } = stack;
      say(judgeProcedure(stated, await playAll(asked, stated, { written, operate })));
    } else say(open('every step played', 'it is played on the process stack alone, where the checkout is'));
  }
}

type Asked = DocumentQuestion & { readonly release: string };

async function inTheirContainers(
  asked: Asked,
  stated: StatedProcedure,
  written: WrittenProcedure,
  contained: WrittenProcedure['commands'],
): Promise<Row> {
  const { stack, startEmpty, exec, signal } = asked;
  const list = contained.map(({ text: line, line: at }) => `line ${at} \`${line}\``).join(', ');
  const gap = betweenDownAndUp(contained);
  const where = `${stated.file} ${list}${gap === undefined ? '' : `; by its own words ${gap}`}`;
  const notRun = open('every step played', `not run: needs docker: ${where}`);
  if (stack.facts.driver !== 'docker') return notRun;
  const byPath = contained.find(({ text }) => namesByPath(text));
  if (byPath !== undefined)
    return open(
      'every step played',
      `not played: ${stated.file} line ${byPath.line} names docker by its path`,
    );
  asked.report(`making an empty database, for ${stated.source}`);
  await using empty = await startEmpty(`procedure-${stated.id}`);
  const { rehearse } = empty;
  if (rehearse === undefined) return notRun;
  if (stated.leadsTo === 'before') {
    const why = await makeStructure(asked, empty.operate);
    if (why !== undefined) return open('the release that is taken back, with its structure', why);
  }
  const { environmentFile, environment } = stated;
  const played = await playAll(asked, stated, {
    written,
    operate: (command) => exec({ ...command, signal }),
    rehearse: (places) => rehearse({ ...places, environmentFile, environment }),
  });
  const row = judgeProcedure(stated, played);
  if (gap === undefined) return row;
  const reason = [row.reason, `by its own words ${gap}`].filter(Boolean).join('; ');
  return stated.serves && row.outcome === undefined
    ? { ...row, actual: 'nobody is served in between', outcome: 'fail', reason }
    : { ...row, reason };
}

/** What is taken back was there before: the documented migration makes its structure. Why not, where it did not. */
async function makeStructure(
  { stack, signal }: Asked,
  operate: Parameters<typeof runTeamCommand>[0],
): Promise<string | undefined> {
  const { migration } = stack.target.promises;
  if (whyNotApplicable(stack.target, 'migrations') !== undefined) return undefined;
  const end = await runTeamCommand(operate, applicable(migration, 'migrations'), {}, signal);
  return end.exitCode === 0 ? undefined : describeEnd(end);
}

async function playAll(
  asked: Asked,
  stated: StatedProcedure,
  how: Pick<Parameters<typeof playProcedure>[1], 'operate' | 'rehearse'> & {
    readonly written: WrittenProcedure;
  },
): Promise<readonly Played[]> {
  const { written, ...place } = how;
  const { release } = asked;
  asked.report(`playing ${stated.id}, ${written.commands.length} commands of ${stated.file}, word for word`);
  const script = firstOfEach(written.script);
  const played: Played[] = [];
  for (const begin of stated.folders) {
    const one = await playProcedure(asked, { ...place, release, stated, script, begin });
    played.push(one);
    if (whyNot(stated, one) === undefined) break;
  }
  return played;
}
