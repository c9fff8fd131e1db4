import { catalogue, findCheck } from '../../checks/catalogue.ts';
import type { CheckDefinition } from '../../checks/check.ts';
import type { Programs } from '../../stack/recipes/recipe.ts';
import { parseBinding } from '../../targets/binding.ts';
import { whyNotApplicable } from '../../targets/capabilities.ts';
import type { Target } from '../../targets/schema/target.ts';
import { subjectsOf } from '../../targets/subjects.ts';

/** What is asked of a mutant. */
export interface Questions {
  /** Words of `--only`, by rounds: each in a stack of its own, what needs no phone first. */
  readonly rounds: readonly (readonly string[])[];
  /** Checks that this target could be asked and this mutant is not, nor any subject of them. */
  readonly notAsked: readonly string[];
}

/**
 * The questions whose answers pass through a file, as its recipe says; where it says nothing of it, all that the gate
 * asks of that side of the system. `without`: words that the system itself does not answer by yes.
 */
export function questionsFor(
  target: Target,
  programs: Programs,
  file: string,
  without: readonly string[] = [],
): Questions {
  const serving = programs.serves?.find(({ files }) => files.some((path) => file.startsWith(path)));
  const due = catalogue.filter((check) => isDue(check) && isApplicable(check, target));
  const words = serving?.asked ?? gateWords(target, programs, file);
  const asked = [...new Set(words)].filter(
    (word) => !without.includes(word) && due.some(({ id }) => id === parseBinding(word).check),
  );
  const checks = new Set(asked.map((word) => parseBinding(word).check));
  return {
    rounds: roundsOf(asked, target),
    notAsked: due.map(({ id }) => id).filter((id) => !checks.has(id)),
  };
}

/** Asked of a stack of one’s own, before launch. */
const isDue = ({ profiles, deployments }: CheckDefinition): boolean =>
  deployments === undefined && (profiles.includes('gate') || profiles.includes('acceptance'));

const isApplicable = ({ capability }: CheckDefinition, target: Target): boolean =>
  capability === undefined || whyNotApplicable(target, capability) === undefined;

/** Answers of a phone that one round has at most: with its stack it takes some 30 s on two idle cores. */
const mostAnswers = 24;

function roundsOf(words: readonly string[], target: Target): readonly (readonly string[])[] {
  const needsPhone = (word: string): boolean => findCheck(parseBinding(word).check)?.devices !== 'none';
  const rounds: string[][] = [words.filter((word) => !needsPhone(word))];
  let answers = 0;
  for (const word of words.filter(needsPhone)) {
    const more = answersOf(word, target);
    if (answers > 0 && answers + more > mostAnswers) {
      rounds.push([]);
      answers = 0;
    }
    answers += more;
    rounds.at(-1)?.push(word);
  }
  return rounds.filter((round) => round.length > 0);
}

function answersOf(word: string, target: Target): number {
  const { check, subject } = parseBinding(word);
  const definition = findCheck(check);
  return subject === undefined && definition ? subjectsOf(definition, target).length : 1;
}

/** Suites of the running system, but for load, drill and timings. */
const suites: readonly string[] = ['setup', 'tasks', 'scan', 'install', 'offline', 'photos', 'security'];
const ofPhones: readonly string[] = ['scan', 'install', 'offline'];
/** Of the drill, and asked before anything is backed up. */
const ofLogs = 'logs.keep-secrets';
/** Of the suite that times answers, and timed themselves by nobody. */
const untimed: readonly string[] = ['list.fields', 'answers.compressed'];

/** All that the gate asks of the side that a file is of, but what is asked of the other side alone. */
function gateWords(target: Target, { inBrowser }: Programs, file: string): readonly string[] {
  const isOfPages = inBrowser.some((folder) => file.startsWith(`${folder}/`));
  const isAsked = ({ id, suite, profiles }: CheckDefinition): boolean =>
    id === ofLogs || ((suites.includes(suite) || untimed.includes(id)) && profiles.includes('gate'));
  const isOfServer = ({ suite, devices, id }: CheckDefinition): boolean =>
    id === ofLogs || untimed.includes(id) || (suite === 'security' && devices === 'none');
  const isOfBrowser = ({ suite, id }: CheckDefinition): boolean =>
    ofPhones.includes(suite) || id === 'layout.fits';
  return catalogue
    .filter(isAsked)
    .filter((check) => !(isOfPages ? isOfServer(check) : isOfBrowser(check)))
    .filter((check) => isApplicable(check, target))
    .map(({ id }) => id);
}
