import { parse } from '@babel/parser';

/** A node of a program's tree, as far as a mutation looks at it. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  /** A field of it: a node, a list of nodes, or a plain value. */
  field(name: string): unknown;
  /** The node of a field; undefined where it holds none. */
  node(name: string): Node | undefined;
  nodes(name: string): readonly Node[];
  text(name: string): string;
}

/** The statements of a file and all below them, each with its parent, from its top. @throws SyntaxError */
export function walkSource(
  { file, text }: { readonly file: string; readonly text: string },
  visit: (node: Node, parent: Node | undefined) => void,
): void {
  // An assertion such as `<T>value` looks like an element where elements may stand.
  const plugins = /\.[cm]?ts$/u.test(file)
    ? ['typescript' as const]
    : ['typescript' as const, 'jsx' as const];
  const { program } = parse(text, { sourceType: 'module', plugins });
  walk(program, undefined, visit);
}

function walk(
  value: unknown,
  parent: Node | undefined,
  visit: (node: Node, parent: Node | undefined) => void,
): void {
  if (Array.isArray(value)) {
    for (const one of value) walk(one, parent, visit);
    return;
  }
  const node = toNode(value);
  if (node === undefined || typeof value !== 'object' || value === null) return;
  visit(node, parent);
  for (const [name, below] of Object.entries(value)) {
    if (!notBelow.has(name)) walk(below, node, visit);
  }
}

/** Types are not run, and comments are no code. */
const notBelow = new Set([
  'loc',
  'extra',
  'leadingComments',
  'trailingComments',
  'innerComments',
  'typeAnnotation',
  'typeParameters',
  'typeArguments',
  'returnType',
  'superTypeParameters',
]);

function toNode(value: unknown): Node | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const [type, start, end] = ['type', 'start', 'end'].map((name): unknown => Reflect.get(value, name));
  if (typeof type !== 'string' || typeof start !== 'number' || typeof end !== 'number') return undefined;
  const field = (name: string): unknown => Reflect.get(value, name);
  const place = field('loc');
  const from: unknown = typeof place === 'object' && place !== null ? Reflect.get(place, 'start') : undefined;
  const line: unknown = typeof from === 'object' && from !== null ? Reflect.get(from, 'line') : undefined;
  return {
    type,
    start,
    end,
    line: typeof line === 'number' ? line : 0,
    field,
    node: (name) => toNode(field(name)),
    nodes: (name) => {
      const list = field(name);
      return Array.isArray(list) ? list.map(toNode).filter((one) => one !== undefined) : [];
    },
    text: (name) => {
      const text = field(name);
      return typeof text === 'string' ? text : '';
    },
  };
}
