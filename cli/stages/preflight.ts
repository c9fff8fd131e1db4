import { findCheck } from '../../checks/catalogue.ts';
import { runPreflight } from '../../drill/preflight.ts';
import { StackError } from '../../stack/stack-error.ts';
import type { Stage } from './stage.ts';

/** Before anything else is asked: does it answer, and does its readiness page tell the truth? */
export const preflightStage: Stage = {
  name: 'preflight',
  summary:
    'asks the front door, and takes the database away and back to see what readiness says (in acceptance, other parts as well)',
  writes:
    'nothing; the database of this run’s stack, and in acceptance its bucket and cache, are killed and started again',
  inAttach: {
    summary: 'asks the front door; where the hooks can stop the database, what readiness says then',
    writes: 'nothing; the database is stopped and started by the hooks’ commands, where they are given',
  },
  budgetMs: 10_000,
  deadlineMs: 30_000,
  inAcceptance: { budgetMs: 20_000, deadlineMs: 90_000 },
  suites: ['preflight'],
  async run({ main: stack, observe, report, signal, wants: isWanted, request: { profile, only } }) {
    if (!stack) throw new StackError('not-ready', 'expected the stack to be up, it is not');
    // What another profile asks is asked here only where somebody names it.
    const due = (id: string): boolean =>
      only.length > 0 || findCheck(id)?.profiles.some((name) => name === profile) === true;
    const wants = (checks: readonly string[]): boolean => isWanted(checks.filter(due));
    await runPreflight({ stack, observe, report, signal, wants });
  },
};
