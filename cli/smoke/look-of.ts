import type { Verdict } from '../../reports/verdict.ts';
import { hasLeft, type RequestNote } from '../../stack/read-only/request-note.ts';
import { hostInUrl } from '../../stack/url-host.ts';
import type { Look, LookState, Trouble } from '../../watch/look/look.ts';
import { requestName } from '../../watch/look/request-name.ts';
import type { RunContext } from '../run-context.ts';

/** Without these nobody can work. */
const forWork = ['stack.ready', 'sign-in.works', 'layout.fits'];

/** Where it was looked at. */
export function placeOf({ request }: Pick<RunContext, 'request'>): string {
  const { attach, target } = request;
  if (attach === undefined || attach === 'rehearsal') return `rehearsal of ${target.hostName}`;
  const { hostName, port } = attach.deployment;
  return `https://${hostInUrl(hostName)}${port === 443 ? '' : `:${port}`}`;
}

/** What is kept of a look: its verdict and the requests that the guard saw. Pure. */
export function lookOf(verdict: Verdict, place: string, notes: readonly RequestNote[]): Look {
  const { run, checks, counts, decision, sentence } = verdict;
  const asked = notes.filter(hasLeft).filter(({ abandoned }) => abandoned !== true);
  const good = asked.filter(({ status }) => status !== null && status < 500);
  const blocking = checks.filter(({ level, waiver }) => level === 'blocking' && waiver === null);
  const troubles = blocking
    .filter(({ outcome }) => outcome === 'fail' || outcome === 'inconclusive')
    .map(({ id, subject, outcome, reason }): Trouble => ({ check: id, subject, outcome, reason }));
  return {
    run: run.id,
    target: run.target,
    title: run.title,
    place,
    startedAt: run.startedAt,
    durationMs: Date.parse(run.endedAt) - Date.parse(run.startedAt),
    state: stateOf(troubles, verdict),
    up: upOf(checks),
    decision,
    sentence,
    troubles,
    passed: counts.pass,
    flaky: counts.flaky,
    version: run.release?.version ?? null,
    requests: asked.length,
    bad: asked.length - good.length,
    latenciesMs: good.map(tenths),
    byPath: byPathOf(good),
  };
}

const tenths = ({ durationMs }: RequestNote): number => Math.round(durationMs * 10) / 10;

function byPathOf(notes: readonly RequestNote[]): Readonly<Record<string, readonly number[]>> {
  const named = Map.groupBy(notes, ({ method, path }) => requestName(method, path));
  return Object.fromEntries([...named].map(([name, of]) => [name, of.map(tenths)]));
}

/** A rehearsal and a part of a look are never GO, and may be good all the same. */
function stateOf(troubles: readonly Trouble[], { counts, endedEarly }: Verdict): LookState {
  if (troubles.some(({ outcome }) => outcome === 'fail')) return 'failing';
  return troubles.length > 0 || endedEarly !== null || counts.pass === 0 ? 'unsure' : 'ok';
}

function upOf(checks: Verdict['checks']): boolean | null {
  const asked = checks.filter(({ id }) => forWork.includes(id));
  if (asked.some(({ outcome }) => outcome === 'fail')) return false;
  const isWhole = forWork.every((id) => asked.some((check) => check.id === id));
  return isWhole && asked.every(({ outcome }) => outcome === 'pass') ? true : null;
}
