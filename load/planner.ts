import { LoadError } from './load-error.ts';
import { parseMix, type LoadMix, type LoadMixInput, type MixRequest } from './mix.ts';
import { RecordPicker, type LoadRecords, type PickContext } from './pick-records.ts';
import { planSchema, type FeedLine, type LoadPlan, type Stage } from './plan.ts';
import { seededRandom, shuffle, type Random } from './random.ts';
import { closedTimeline, deal } from './closed-timeline.ts';
import { renderLine } from './render-line.ts';
import { isClosed, stageCount, stagesOf } from './schedule.ts';
import { stagesFor, type ShapeInput } from './stages-for.ts';

/** What a plan is made of. */
export interface PlanInput extends ShapeInput {
  name: string;
  mix: LoadMixInput;
  /** Role of each user by index, where the mix asks for roles. */
  userRoles?: readonly string[];
  seed: string;
  /** Begins every `{unique}`, so that the run's rows can be counted in the database. */
  marker?: string;
  records: LoadRecords;
  origin: string;
  thinkTimeS?: number;
  requestTimeoutMs?: number;
  maxInFlight?: number;
}

/** Renders every request of a run beforehand: the same seed and records give the same bytes. */
export function planLoad(input: PlanInput): { plan: LoadPlan; feed: FeedLine[] } {
  const mix = parseMix(input.mix);
  const plan = parsePlan(planFor(input, mix));
  const random = seededRandom(plan.seed);
  const picker = new RecordPicker(input.records, random);
  const feed: FeedLine[] = [];
  for (const { request, stage, user, thinkMs } of turnsOf(plan, mix, input, random)) {
    const sequence = feed.length;
    const context: PickContext = { ...request, sequence, user, marker: plan.marker };
    const line = renderLine(mix, request, stage, context, picker.lookupFor(context));
    feed.push(thinkMs === undefined ? line : { ...line, thinkMs });
  }
  const files = feed.flatMap(({ body }) => (typeof body === 'object' ? [body.file] : []));
  return { plan: { ...plan, files: [...new Set(files)] }, feed };
}

/** Who sends what, in the order of time, part after part. */
interface PlannedTurn {
  request: MixRequest;
  stage: Stage;
  user: number;
  thinkMs?: number;
}

function turnsOf(plan: LoadPlan, mix: LoadMix, input: PlanInput, random: Random): PlannedTurn[] {
  const turns = new UserTurns(input);
  const parts = [...new Set(plan.stages.map((stage) => stage.part))];
  return parts.flatMap((part): PlannedTurn[] => {
    const stages = stagesOf(plan, part);
    if (isClosed(stages)) return closedTurns(plan, mix, input, random, stages);
    return stages.flatMap((stage) => {
      const cards = deck(mix.requests, stageCount(stage), random);
      return cards.map((request) => ({ request, stage, user: turns.next(request) }));
    });
  });
}

function closedTurns(
  plan: LoadPlan,
  mix: LoadMix,
  input: PlanInput,
  random: Random,
  stages: readonly Stage[],
): PlannedTurn[] {
  const { users, thinkTimeS } = plan;
  const timeline = closedTimeline(stages, { users, thinkTimeS, random });
  const roleOf = (user: number) => input.userRoles?.[user];
  const dealt = deal(deck(mix.requests, timeline.length, random), timeline, roleOf, random);
  return timeline.map(({ stage, user, thinkMs }, at) => {
    return { request: dealt[at] as MixRequest, stage, user, thinkMs };
  });
}

function planFor(input: PlanInput, mix: LoadMix) {
  const timeoutMs = input.requestTimeoutMs ?? 10_000;
  const thinkTimeS = input.thinkTimeS ?? input.users / input.ratePerSecond;
  const hanging = Math.ceil((input.ratePerSecond * timeoutMs * 1.2) / 1000) + input.users;
  return {
    version: 1,
    name: input.name,
    seed: input.seed,
    marker: input.marker ?? `load-${input.seed}`,
    origin: input.origin,
    users: input.users,
    thinkTimeS,
    requestTimeoutMs: timeoutMs,
    maxInFlight: input.maxInFlight ?? Math.min(8000, hanging),
    stages: stagesFor(input),
    requests: mix.requests.map(({ name, method, path, weight, expect, write, upload }) => {
      return { name, method, path, weight, expect, write, upload };
    }),
  };
}

function parsePlan(candidate: unknown): LoadPlan {
  const parsed = planSchema.safeParse(candidate);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new LoadError(
    'plan-invalid',
    `${['plan', ...(issue?.path ?? [])].join('.')}: ${issue?.message ?? ''}`,
  );
}

/** Exactly the weights' shares (largest remainder), in a shuffled order. */
function deck(requests: readonly MixRequest[], count: number, random: Random): MixRequest[] {
  const total = requests.reduce((sum, request) => sum + request.weight, 0);
  const shares = requests.map((request) => ({ request, exact: (request.weight / total) * count }));
  const cards = shares.flatMap(({ request, exact }) =>
    Array.from({ length: Math.floor(exact) }, () => request),
  );
  const byRemainder = shares.toSorted((a, b) => (b.exact % 1) - (a.exact % 1));
  for (const { request } of byRemainder.slice(0, count - cards.length)) cards.push(request);
  return shuffle(random, cards);
}

/** Hands out users in turn, each request to those who may send it. */
class UserTurns {
  readonly #users: number;
  readonly #roles: readonly string[];
  readonly #turn = new Map<string, number>();

  constructor(input: PlanInput) {
    this.#users = input.users;
    this.#roles = input.userRoles ?? [];
  }

  next(request: MixRequest): number {
    const key = request.role ?? '';
    const able = this.#able(request.role);
    const turn = this.#turn.get(key) ?? 0;
    this.#turn.set(key, turn + 1);
    const user = able[turn % able.length];
    if (user !== undefined) return user;
    throw new LoadError('plan-invalid', `mix.${request.name}: expected a user with role ${key}, got none`);
  }

  #able(role: string | undefined): number[] {
    const everyone = Array.from({ length: this.#users }, (_, user) => user);
    return role === undefined ? everyone : everyone.filter((user) => this.#roles[user] === role);
  }
}
