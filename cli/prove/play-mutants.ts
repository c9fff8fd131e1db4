import { drawMutations } from '../../faults/mutations/draw-mutations.ts';
import { findMutations } from '../../faults/mutations/find-mutations.ts';
import type { Mutation } from '../../faults/mutations/mutation.ts';
import type { Programs } from '../../stack/recipes/recipe.ts';
import { UsageError } from '../command.ts';
import { isAskedFor, refuseUnknownChecks } from '../only.ts';
import { recipeOf } from '../recipe-of.ts';
import type { RunRequest } from '../run-context.ts';
import { cleanRuns, playClean, uncontrolled } from './controls.ts';
import { cleanLine, mutationLine } from './lines.ts';
import { limits } from './limits.ts';
import { questionsFor, type Questions } from './mutant-questions.ts';
import type { Proof } from './play-proof.ts';
import { partOf, shareOf } from './proof-plan.ts';
import { proveMutation, type MutationRecord } from './prove-mutation.ts';

/** Some do not build: of so many, one more is thought of when the system itself is asked. */
const perSpare = 8;

/** Mutants, drawn until as many as were asked for could be judged. */
export async function playMutants(proof: Proof, base: RunRequest): Promise<void> {
  const { asked, log, input } = proof;
  const drawn = partOf(drawMutations(candidatesOf(base), asked.seed), asked.shard);
  // What only acceptance asks is asked of them as well; figures under load are not, so that the small seed does.
  const request: RunRequest = { ...base, profile: 'acceptance', seed: base.target.seed.trial ?? base.seed };
  const place = `mutants on ${request.stack}, seed ${request.seed}`;
  const wanted = shareOf(asked.mutations, asked.shard);
  const isJudged = ({ seed, outcome }: MutationRecord): boolean =>
    seed === asked.seed && outcome !== 'not-built';
  const due = drawn.filter(({ id }) => !log.has('mutation', id));
  for (const [at, mutation] of due.entries()) {
    const left = wanted - log.of('mutation').filter(isJudged).length;
    if (left <= 0) return;
    await playControl(proof, request, {
      place,
      next: due.slice(at, at + left + Math.ceil(left / perSpare)),
      one: mutation,
    });
    if (input.signal.aborted) return;
    input.terminal.progress(`planting ${mutation.id}: ${mutation.what}`);
    const questions = questionsOf(proof, request, { place, mutation });
    const options = { signal: input.signal, limitMs: limits.mutation };
    const record = await proveMutation(log, mutation, {
      ...{ request, seed: asked.seed, questions, options, place },
    });
    if (record) for (const line of mutationLine(record)) input.terminal.result(line);
  }
}

/** What a mutant is asked: of that, what the system itself answers by yes in this proof. */
function questionsOf(
  { log }: Proof,
  request: RunRequest,
  { place, mutation }: { readonly place: string; readonly mutation: Mutation },
): Questions {
  const programs = programsOf(request);
  const { rounds } = questionsFor(request.target, programs, mutation.file);
  const clean = cleanRuns(log).filter((run) => run.place === place);
  const notYes = clean.flatMap(({ red, open }) => [...red, ...open]).map((cell) => cell.split('@')[0] ?? '');
  const without = rounds.flat().filter((word) => notYes.some((text) => isOf(word, text)));
  return questionsFor(request.target, programs, mutation.file, without);
}

/** `task.confirmed/time.enter` is of `task.confirmed`, and of itself. */
function isOf(word: string, text: string): boolean {
  const [check = '', ...subject] = text.split('/');
  return isAskedFor([word], check, subject.join('/'));
}

/** What judges mutants is asked of the system as it is: of the next ones together. */
async function playControl(
  { log, input }: Proof,
  request: RunRequest,
  {
    place,
    next,
    one,
  }: { readonly place: string; readonly next: readonly Mutation[]; readonly one: Mutation },
): Promise<void> {
  const wordsOf = ({ file }: Mutation): readonly string[] =>
    questionsFor(request.target, programsOf(request), file).rounds.flat();
  if (uncontrolled(log, place, wordsOf(one)).length === 0) return;
  const only = uncontrolled(log, place, next.flatMap(wordsOf));
  const options = { signal: input.signal, limitMs: limits.control, place };
  const key = `control-mutations-${log.of('control').length + 1}`;
  const record = await playClean(log, { ...request, only }, { kind: 'control', key, ...options });
  if (record) input.terminal.result(cleanLine(record));
}

export function candidatesOf(request: RunRequest): readonly Mutation[] {
  const { source, onServer, inBrowser } = programsOf(request);
  return findMutations(source, [...onServer, ...inBrowser]);
}

/** @throws UsageError where the recipe does not say which of its source is a program, or names a check that is none. */
function programsOf(request: RunRequest): Programs {
  const programs = recipeOf(request).programs?.(request.source);
  if (programs) {
    refuseUnknownChecks(programs.serves?.flatMap(({ asked }) => asked) ?? []);
    return programs;
  }
  const { application, name } = request.target;
  const expected = `expected a recipe that says where the programs of its source lie, that of ${application} does not`;
  throw new UsageError('bad-value', `--mutations: ${name}: ${expected}`);
}
