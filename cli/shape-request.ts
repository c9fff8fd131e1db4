import { findShape, shapeNames, type Shape } from '../stack/shapes.ts';
import { UsageError, type CommandInput } from './command.ts';
import { hint } from './near-words.ts';

export const shapeOptions = { shape: { type: 'string' } } as const;

export const shapeFlags = {
  '--shape <name>': `${shapeNames.join(', ')}: all containers together have the CPU and memory of such a server`,
} as const;

/** @throws UsageError for a shape that is none. */
export function shapeNamed(word: string, further: readonly string[] = []): Shape {
  const found = findShape(word);
  if (found !== undefined) return found;
  const known = [...shapeNames, ...further];
  const what = `--shape: expected ${known.join(' or ')}, got "${word}"`;
  throw new UsageError('bad-value', `${what}${hint(word, known)}`);
}

/** The server that a run's stacks are. @throws UsageError for a shape that is none, or of what is no container. */
export function readShape(values: CommandInput['values'], stack: string): Shape | undefined {
  const value = values['shape'];
  if (typeof value !== 'string') return undefined;
  const shape = shapeNamed(value);
  refuseShapeOf(stack);
  return shape;
}

/** @throws UsageError where nothing would hold the stack to a shape. */
export function refuseShapeOf(stack: string): void {
  if (stack === 'docker' || stack === 'auto') return;
  throw new UsageError(
    'bad-value',
    `--shape: expected it with --stack docker, whose containers have limits; got --stack ${stack}, which has none`,
  );
}
