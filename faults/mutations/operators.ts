import { sqlConditions } from './sql-conditions.ts';
import type { Node } from './parse-source.ts';

/** Text from `start` to `end` becomes `text`. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** One way of being wrong that programmers have: where it applies to a node, and what it makes of it. */
export interface Operator {
  readonly name: string;
  readonly what: string;
  edits(node: Node, source: string, parent: Node | undefined): readonly Edit[];
}

const opposite: Readonly<Record<string, string>> = {
  '===': '!==',
  '!==': '===',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
};
const neighbour: Readonly<Record<string, string>> = { '<': '<=', '<=': '<', '>': '>=', '>=': '>' };

function otherSign(node: Node, source: string, table: Readonly<Record<string, string>>): readonly Edit[] {
  const [left, right, sign] = [node.node('left'), node.node('right'), node.text('operator')];
  const other = table[sign];
  if (node.type !== 'BinaryExpression' || !left || !right || other === undefined) return [];
  const start = left.end + source.slice(left.end, right.start).indexOf(sign);
  return [{ start, end: start + sign.length, text: other }];
}

const isComparison = (node: Node): boolean =>
  node.type === 'BinaryExpression' && opposite[node.text('operator')] !== undefined;

const called = (node: Node): Node | undefined => {
  const inner = node.type === 'AwaitExpression' ? node.node('argument') : node;
  const call = inner?.type === 'UnaryExpression' ? inner.node('argument') : inner;
  return call?.type === 'CallExpression' ? call : undefined;
};

/** `db.query`, `save`. */
const calleeOf = (call: Node, source: string): string => {
  const callee = call.node('callee');
  return callee ? source.slice(callee.start, callee.end) : '';
};

const isText = (node: Node | undefined): node is Node =>
  node?.type === 'TemplateLiteral' || node?.type === 'StringLiteral';

const writes = /^\W*(insert|update|delete)\b/iu;
const writers =
  /(?:^|\.)(?:put|save|store|write|append|insert|update|remove|delete|clear|set|add|push)\w*$/iu;

function isWrite(call: Node, source: string): boolean {
  const [first] = call.nodes('arguments');
  if (isText(first) && writes.test(source.slice(first.start, first.end))) return true;
  return writers.test(calleeOf(call, source));
}

const guards = /(?:^|\.)(?:require|ensure|assert|authori[sz]e|check|verify|refuse|forbid|limit|guard)\w*$/iu;

export const operators: readonly Operator[] = [
  {
    name: 'comparison',
    what: 'a comparison is flipped',
    edits: (node, source) => otherSign(node, source, opposite),
  },
  {
    name: 'boundary',
    what: 'a limit is off by one',
    edits: (node, source) => otherSign(node, source, neighbour),
  },
  {
    name: 'number',
    what: 'a number of a sum is off by one',
    edits: (node, _source, parent) => {
      const value = node.field('value');
      const isSum = parent?.type === 'BinaryExpression' && ['+', '-'].includes(parent.text('operator'));
      if (node.type !== 'NumericLiteral' || typeof value !== 'number' || !isSum) return [];
      return [{ start: node.start, end: node.end, text: String(value + 1) }];
    },
  },
  {
    name: 'condition',
    what: 'a condition is negated',
    edits: (node, source) => {
      const test = ['IfStatement', 'ConditionalExpression'].includes(node.type)
        ? node.node('test')
        : undefined;
      if (!test || isComparison(test)) return [];
      return [{ start: test.start, end: test.end, text: `!(${source.slice(test.start, test.end)})` }];
    },
  },
  {
    name: 'await',
    what: 'an await is dropped',
    edits: (node) => {
      const argument = node.node('argument');
      if (node.type !== 'AwaitExpression' || !argument) return [];
      return [{ start: node.start, end: argument.start, text: '' }];
    },
  },
  {
    name: 'where',
    what: 'a condition of a WHERE holds for every row',
    edits: (node, source) => {
      if (!isText(node)) return [];
      return sqlConditions(source.slice(node.start, node.end)).map(({ start, end, text }) => ({
        start: node.start + start,
        end: node.start + end,
        text: `(true or (${text}))`,
      }));
    },
  },
  {
    name: 'permission',
    what: 'a permission is widened or a guard is left out',
    edits: (node, source) => {
      if (node.type === 'ExpressionStatement') {
        const call = node.node('expression') && called(node.node('expression') ?? node);
        if (!call || !guards.test(calleeOf(call, source))) return [];
        return [{ start: node.start, end: node.end, text: ';' }];
      }
      // A guard of its own: whoever is not allowed is let through.
      const body = node.type === 'IfStatement' ? source.slice(node.start, node.end) : '';
      const test = node.node('test');
      if (!test || node.node('alternate') || !/throw [^;]*(forbidden|unauthenticated|40[13])/u.test(body)) {
        return [];
      }
      return [{ start: test.start, end: test.end, text: `false && (${source.slice(test.start, test.end)})` }];
    },
  },
  {
    name: 'role',
    what: 'a name is taken out of a list of names',
    edits: (node) => {
      const names = node.type === 'ArrayExpression' ? node.nodes('elements') : [];
      if (names.length < 2 || names.some(({ type }) => type !== 'StringLiteral')) return [];
      return names.map((name, at) => {
        const next = names[at + 1];
        const before = names[at - 1];
        return next
          ? { start: name.start, end: next.start, text: '' }
          : { start: before?.end ?? name.start, end: name.end, text: '' };
      });
    },
  },
  {
    name: 'write',
    what: 'a write is skipped',
    edits: (node, source) => {
      const expression = node.type === 'ExpressionStatement' ? node.node('expression') : undefined;
      const call = expression && called(expression);
      if (!call || !isWrite(call, source)) return [];
      return [{ start: node.start, end: node.end, text: ';' }];
    },
  },
  {
    name: 'return',
    what: 'a function returns before its last step',
    edits: (node, _source, parent) => {
      if (node.type !== 'BlockStatement' || !parent || !/Function|Method/u.test(parent.type)) return [];
      const steps = node.nodes('body');
      const last = steps.at(-1);
      if (steps.length < 2 || !last || /Return|Throw|Function/u.test(last.type)) return [];
      return [{ start: last.start, end: last.start, text: 'return; ' }];
    },
  },
];
