import { catalogue } from '../../checks/catalogue.ts';
import type { CheckDefinition } from '../../checks/check.ts';
import { whyNotApplicable } from '../../targets/capabilities.ts';
import type { Target } from '../../targets/schema/target.ts';
import { subjectsOf } from '../../targets/subjects.ts';

/** Which side of a system a mutant is of: what is asked of the other one is not asked of it. */
export type Side = 'server' | 'browser';

/** Suites that judge a mutant: all that the gate asks of the running system, but for load, drill and timings. */
const suites: readonly string[] = ['setup', 'tasks', 'scan', 'install', 'offline', 'photos', 'security'];
const ofBrowser: readonly string[] = ['scan', 'install', 'offline'];
/** Of the drill, and asked before anything is backed up. */
const ofLogs = 'logs.keep-secrets';
/** Of the suite that times answers, and timed themselves by nobody. */
const untimed: readonly string[] = ['list.fields', 'answers.compressed'];

const isAsked = ({ id, suite, profiles }: CheckDefinition): boolean =>
  id === ofLogs || ((suites.includes(suite) || untimed.includes(id)) && profiles.includes('gate'));

const isOfServer = ({ suite, devices, id }: CheckDefinition): boolean =>
  id === ofLogs || untimed.includes(id) || (suite === 'security' && devices === 'none');
const isOfBrowser = ({ suite, id }: CheckDefinition): boolean =>
  ofBrowser.includes(suite) || id === 'layout.fits';

/** Answers of a phone that one round has at most: with its stack it takes some 30 s on two idle cores. */
const mostAnswers = 24;

/** Words of `--only`, by rounds: what needs no phone first, then people's work, a part of it a round. */
export function mutationRounds(target: Target, side: Side): readonly (readonly string[])[] {
  const isElsewhere = side === 'server' ? isOfBrowser : isOfServer;
  const asked = catalogue
    .filter(isAsked)
    .filter((check) => !isElsewhere(check))
    .filter(
      ({ capability }) => capability === undefined || whyNotApplicable(target, capability) === undefined,
    );
  const probes = asked.filter(({ devices }) => devices === 'none').map(({ id }) => id);
  const rounds: string[][] = [];
  let answers = mostAnswers;
  for (const check of asked.filter(({ devices }) => devices !== 'none')) {
    const more = subjectsOf(check, target).length;
    answers += more;
    if (answers > mostAnswers) {
      rounds.push([]);
      answers = more;
    }
    rounds.at(-1)?.push(check.id);
  }
  // Of what a browser runs, few questions need no phone: they are asked with the first of the others.
  if (side === 'browser') rounds[0]?.unshift(...probes);
  const all = side === 'browser' && rounds.length > 0 ? rounds : [probes, ...rounds];
  return all.filter((words) => words.length > 0);
}
