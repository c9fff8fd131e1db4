import { applicable, whyNotApplicable } from '../../targets/capabilities.ts';
import type { Load } from '../../targets/schema/limits.ts';
import type { Shape } from '../../stack/shapes.ts';
import { shapes } from '../../stack/shapes.ts';
import { UsageError, type CommandInput } from '../command.ts';
import { loadOptions } from '../load-request.ts';
import { readRequest, requestFlags, requestOptions } from '../run-request.ts';
import type { RunRequest } from '../run-context.ts';
import { refuseShapeOf, shapeFlags, shapeNamed } from '../shape-request.ts';

/** What `golive capacity` was asked. */
export interface CapacityRequest {
  readonly request: RunRequest;
  readonly load: Load;
  /** One after the other; undefined stands for the stack as it is. */
  readonly shapes: readonly (Shape | undefined)[];
  /** Users of the first step. */
  readonly from: number;
  /** No step has more. */
  readonly most: number;
}

/** More users than this would need more addresses and files than one generator has. */
const mostUsers = 10_000;
const mostUnlessSaid = 3200;

const { stack, source, seed, reports } = requestOptions;
export const capacityOptions = {
  shape: { type: 'string', multiple: true },
  from: { type: 'string' },
  most: { type: 'string' },
  engine: loadOptions.engine,
  stack,
  source,
  seed,
  reports,
} as const;

const {
  '--source <folder>': sourceFlag,
  '--seed S|M|L': seedFlag,
  '--reports <folder>': reportsFlag,
} = requestFlags;
export const capacityFlags = {
  '--shape <name>|all': `${shapeFlags['--shape <name>']}; again for more, one after the other`,
  '--from <users>': 'users of the first step; a quarter of the target’s if left out',
  '--most <users>': `no step has more; ${mostUnlessSaid} if left out`,
  '--engine auto|builtin|k6|autocannon':
    'what plays the users; autocannon finds how many throughput would do for, and no word on how long they wait',
  '--stack auto|process|docker': 'child processes on loopback or containers; auto chooses and says which',
  '--source <folder>': sourceFlag,
  '--seed S|M|L': seedFlag,
  '--reports <folder>': reportsFlag,
} as const;

/** @throws UsageError | TargetError naming the flag or the field and what was expected. */
export async function readCapacity(
  values: CommandInput['values'],
  positionals: readonly string[],
): Promise<CapacityRequest> {
  const wanted = shapesOf(values['shape']);
  const { shape: _shapes, ...others } = values;
  if (others['stack'] === 'attach') {
    const why = 'finding what a system breaks at breaks it';
    throw new UsageError('bad-value', `--stack: expected process or docker, got attach: ${why}`);
  }
  const request = await readRequest(others, positionals);
  if (wanted.length > 0) refuseShapeOf(request.stack);
  const why = whyNotApplicable(request.target, 'load');
  if (why !== undefined) {
    throw new UsageError('bad-value', `${request.target.name}: expected a target with load, got: ${why}`);
  }
  const load = applicable(request.target.load, 'load');
  const from = usersOf(values, 'from') ?? Math.max(1, Math.ceil(load.users / 4));
  const most = usersOf(values, 'most') ?? Math.max(from, mostUnlessSaid);
  if (most < from) {
    throw new UsageError('bad-value', `--most: expected at least --from ${from}, got ${most}`);
  }
  return { request, load, from, most, shapes: wanted.length === 0 ? [undefined] : wanted };
}

function shapesOf(value: CommandInput['values'][string]): readonly Shape[] {
  const words = Array.isArray(value) ? value.flatMap((word) => String(word).split(',')) : [];
  const found = words.flatMap((word) => (word === 'all' ? shapes : [shapeNamed(word, ['all'])]));
  return [...new Set(found)];
}

function usersOf(values: CommandInput['values'], flag: string): number | undefined {
  const value = values[flag];
  if (typeof value !== 'string') return undefined;
  const users = /^\d+$/u.test(value) ? Number(value) : Number.NaN;
  if (users >= 1 && users <= mostUsers) return users;
  throw new UsageError(
    'bad-value',
    `--${flag}: expected a number of users from 1 to ${mostUsers}, got "${value}"`,
  );
}
