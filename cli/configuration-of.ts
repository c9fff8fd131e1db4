import { relative } from 'node:path';
import type { Verdict } from '../reports/verdict.ts';
import { builtInTargets, targetFile } from '../targets/load.ts';
import { targetDigest } from '../targets/target-digest.ts';
import type { StackFacts } from '../stack/facts.ts';
import type { RunContext } from './run-context.ts';

/** What a run verified its release with: another target, or other containers, make another verdict. */
export function configurationOf({
  request,
  compose,
}: Pick<RunContext, 'request'> & {
  readonly compose: NonNullable<StackFacts['compose']> | null;
}): NonNullable<Verdict['run']['configuration']> {
  return {
    target: { module: moduleOf(request.targetFile), digest: targetDigest(request.target) },
    compose,
  };
}

/** A built-in target by its name, anybody's own by its path from here: as a person names it on the command line. */
function moduleOf(file: string): string {
  return builtInTargets.find((name) => targetFile(name) === file) ?? relative(process.cwd(), file);
}
