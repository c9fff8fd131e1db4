import { LoadError } from './load-error.ts';
import type { Phase, Stage } from './plan.ts';
import { randomIndex, type Random } from './random.ts';

/** One thing that a user of the closed model does: when, if answers took no time, and after how much thought. */
export interface Turn {
  user: number;
  atS: number;
  thinkMs: number;
  phase: Phase;
  stage: Stage;
}

/**
 * What every user does over the stages of a closed part, in the order of time. Users come and go with the
 * stages' rate; each thinks for half to one and a half times the think time.
 */
export function closedTimeline(
  stages: readonly Stage[],
  crowd: { users: number; thinkTimeS: number; random: Random },
): Turn[] {
  const full = Math.max(...stages.map((stage) => Math.max(stage.fromPerSecond, stage.toPerSecond)));
  const turns = Array.from({ length: crowd.users }, (_, user) => {
    const present = presence(stages, (user + 0.5) / crowd.users, full);
    return turnsOf(user, present, stages, crowd);
  });
  return turns.flat().sort((a, b) => a.atS - b.atS || a.user - b.user);
}

/** From when to when a user is there: the one at `share` of the crowd comes when that share of the rate is reached. */
function presence(stages: readonly Stage[], share: number, full: number): { fromS: number; toS: number } {
  let at = 0;
  let fromS: number | undefined;
  let toS = 0;
  for (const { durationS, fromPerSecond, toPerSecond } of stages) {
    const [start, end] = [fromPerSecond / full, toPerSecond / full];
    const crossing = at + durationS * Math.min(1, Math.max(0, (share - start) / (end - start || 1)));
    if (start < share && end >= share) fromS ??= crossing;
    if (start >= share) fromS ??= at;
    if (start >= share || end >= share) toS = end >= share ? at + durationS : crossing;
    at += durationS;
  }
  return { fromS: fromS ?? 0, toS };
}

function turnsOf(
  user: number,
  present: { fromS: number; toS: number },
  stages: readonly Stage[],
  { thinkTimeS, random }: { thinkTimeS: number; random: Random },
): Turn[] {
  const turns: Turn[] = [];
  let before = 0;
  for (let atS = present.fromS + random() * thinkTimeS; atS < present.toS;) {
    const stage = stageAt(stages, atS);
    turns.push({ user, atS, thinkMs: Math.round((atS - before) * 1000), phase: stage.phase, stage });
    before = atS;
    atS += thinkTimeS * (0.5 + random());
  }
  return turns;
}

function stageAt(stages: readonly Stage[], atS: number): Stage {
  let end = 0;
  for (const stage of stages) {
    end += stage.durationS;
    if (atS < end) return stage;
  }
  throw new LoadError('plan-invalid', `plan: expected a stage at ${atS} s, got none`);
}

/** What has a role that alone may send it, or none. */
interface Card {
  role?: string | undefined;
}

/**
 * Deals requests to users in the order of their turns, so that the whole deck is used and each request is sent
 * by one who may: where a role has cards of its own left, its users take them in proportion.
 */
export function deal<T extends Card>(
  deck: readonly T[],
  turns: readonly { user: number }[],
  roleOf: (user: number) => string | undefined,
  random: Random,
): T[] {
  const cards = Map.groupBy(deck, (card) => card.role ?? '');
  const general = cards.get('') ?? [];
  // Where nobody is left for a role's last cards, others take everybody's a second time.
  const everybodys = [...general];
  const turnsLeft = new Map<string, number>();
  const count = (role: string, more: number) => turnsLeft.set(role, (turnsLeft.get(role) ?? 0) + more);
  for (const { user } of turns) count(roleOf(user) ?? '', 1);
  return turns.map(({ user }) => {
    const role = roleOf(user) ?? '';
    const own = role === '' ? [] : (cards.get(role) ?? []);
    const left = turnsLeft.get(role) ?? 0;
    count(role, -1);
    const takesOwn = own.length > 0 && (general.length === 0 || random() * left < own.length);
    const card = (takesOwn ? own.pop() : general.pop()) ?? everybodys[randomIndex(random, everybodys.length)];
    if (card !== undefined) return card;
    throw new LoadError('plan-invalid', `plan: expected a request that user ${user} may send, got none`);
  });
}
