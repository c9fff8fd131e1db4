import { LoadError } from './load-error.ts';
import { parseMix, type LoadMix, type LoadMixInput, type MixRequest } from './mix.ts';
import { RecordPicker, type LoadRecords, type PickContext } from './pick-records.ts';
import { planSchema, type FeedLine, type LoadPlan, type Stage } from './plan.ts';
import { seededRandom, shuffle, type Random } from './random.ts';
import { renderExpectation, renderHeader, renderJson, renderText, type Lookup } from './render-template.ts';
import { stageCount } from './schedule.ts';

/** What a plan is made of. */
export interface PlanInput {
  name: string;
  mix: LoadMixInput;
  /** Each user has a session of their own. */
  users: number;
  /** Role of each user by index, where the mix asks for roles. */
  userRoles?: readonly string[];
  /** Arrivals per second of all users together. */
  ratePerSecond: number;
  /** Requests judged, warm-up not counted. Give this or `durationS`. */
  plannedRequests?: number;
  /** Seconds judged, warm-up not counted. Give this or `plannedRequests`. */
  durationS?: number;
  warmUpS?: number;
  /** Plan a second part of the same length, played only where the first does not decide. */
  extension?: boolean;
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
  const turns = new UserTurns(input);
  const feed: FeedLine[] = [];
  for (const stage of plan.stages) {
    for (const request of deck(mix.requests, stageCount(stage), random)) {
      const sequence = feed.length;
      const user = turns.next(request);
      const context: PickContext = { ...request, sequence, user, marker: plan.marker };
      feed.push(renderLine(mix, request, stage, context, picker.lookupFor(context)));
    }
  }
  return { plan, feed };
}

function planFor(input: PlanInput, mix: LoadMix) {
  const timeoutMs = input.requestTimeoutMs ?? 10_000;
  const hanging = Math.ceil((input.ratePerSecond * timeoutMs * 1.2) / 1000) + input.users;
  return {
    version: 1,
    name: input.name,
    seed: input.seed,
    marker: input.marker ?? `load-${input.seed}`,
    origin: input.origin,
    users: input.users,
    thinkTimeS: input.thinkTimeS ?? input.users / input.ratePerSecond,
    requestTimeoutMs: timeoutMs,
    maxInFlight: input.maxInFlight ?? Math.min(8000, hanging),
    stages: stagesFor(input),
    requests: mix.requests.map(({ name, method, path, weight, expect, write, upload }) => {
      return { name, method, path, weight, expect, write, upload };
    }),
  };
}

function stagesFor(input: PlanInput): Stage[] {
  const { ratePerSecond, plannedRequests } = input;
  const measuredS = plannedRequests === undefined ? input.durationS : plannedRequests / ratePerSecond;
  if (measuredS === undefined || (plannedRequests !== undefined && input.durationS !== undefined)) {
    throw new LoadError('plan-invalid', 'plan: expected plannedRequests or durationS, got both or neither');
  }
  const warmUpS = input.warmUpS ?? 5;
  const part = (number: number, warmS: number): Stage[] => {
    const steady = { part: number, fromPerSecond: ratePerSecond, toPerSecond: ratePerSecond };
    const measured: Stage = { ...steady, phase: 'measured', durationS: measuredS };
    return warmS > 0 ? [{ ...steady, phase: 'warm-up', durationS: warmS }, measured] : [measured];
  };
  return input.extension === true
    ? [...part(1, warmUpS), ...part(2, Math.min(warmUpS, 3))]
    : part(1, warmUpS);
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

function renderLine(
  mix: LoadMix,
  request: MixRequest,
  stage: Stage,
  context: PickContext,
  lookup: Lookup,
): FeedLine {
  const at = `mix.${request.name}`;
  const { body, contentType } = renderBody(request, lookup, `${at}.body`);
  const templates = {
    accept: 'application/json',
    'accept-encoding': 'gzip',
    ...contentType,
    ...lowerCased(mix.headers),
    ...lowerCased(request.headers),
  };
  const headers = Object.entries(templates).map(([key, value]) => {
    return [key, renderHeader(value, lookup, `${at}.headers.${key}`)] as const;
  });
  return {
    sequence: context.sequence,
    part: stage.part,
    phase: stage.phase,
    name: request.name,
    method: request.method,
    path: renderText(request.path, lookup, `${at}.path`, true),
    headers: Object.fromEntries(headers),
    ...(body === undefined ? {} : { body }),
    user: context.user,
    expected: renderExpectation(request.expect, lookup, `${at}.expect`),
  };
}

function lowerCased(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([key, value]) => [key.toLowerCase(), value]));
}

interface RenderedBody {
  body?: FeedLine['body'];
  contentType?: { 'content-type': string };
}

function renderBody(request: MixRequest, lookup: Lookup, where: string): RenderedBody {
  const template = request.body;
  if (template === undefined) return {};
  if ('json' in template) {
    const body = JSON.stringify(renderJson(template.json, lookup, where));
    return { body, contentType: { 'content-type': 'application/json' } };
  }
  const fieldsOf = (fields: Record<string, string>) => {
    return Object.entries(fields).map(([key, value]) => [key, renderText(value, lookup, `${where}.${key}`)]);
  };
  if ('form' in template) {
    const body = new URLSearchParams(fieldsOf(template.form)).toString();
    return { body, contentType: { 'content-type': 'application/x-www-form-urlencoded' } };
  }
  const { file, fileName, contentType, field, fields } = template.upload;
  return {
    body: {
      file: renderText(file, lookup, `${where}.upload.file`),
      fileName: renderText(fileName, lookup, `${where}.upload.fileName`),
      contentType,
      field,
      fields: Object.fromEntries(fieldsOf(fields)) as Record<string, string>,
      suffix: `\n${String(lookup('unique'))}`,
    },
  };
}
