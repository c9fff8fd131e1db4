import { relative, resolve, dirname, sep } from 'node:path';
import tseslint from 'typescript-eslint';
import { house } from './house.ts';

const root = import.meta.dirname;
const room = (file) => {
  const [first] = relative(root, file).split(sep);
  return first !== undefined && first in house ? first : undefined;
};

/** Imports go one way: the table is house.ts. */
const oneWay = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const from = room(context.filename);
    const look = (node) => {
      const text = node.source?.value;
      if (from === undefined || typeof text !== 'string' || !text.startsWith('.')) return;
      const to = room(resolve(dirname(context.filename), text));
      if (to === undefined || to === from || house[from].includes(to)) return;
      const may = house[from].join(', ') || 'nothing';
      context.report({
        node,
        message: `${from}/ may import from ${may}, not from ${to}/; the table is house.ts`,
      });
    };
    return {
      ImportDeclaration: look,
      ExportNamedDeclaration: look,
      ExportAllDeclaration: look,
      ImportExpression: look,
    };
  },
};

const timers = ['setTimeout', 'setInterval', 'setImmediate'];
const noEnvironment = { object: 'process', property: 'env', message: 'only stack/environment.ts reads it' };
const noExit = { object: 'process', property: 'exit', message: 'commands return their exit code' };

export default tseslint.config(
  { ignores: ['node_modules', 'dist', 'reports/runs', 'reference-system/dist', '**/dist'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    plugins: { house: { rules: { 'one-way': oneWay } } },
    rules: {
      'house/one-way': 'error',
      'max-lines': ['error', { max: 250 }],
      'max-lines-per-function': ['error', { max: 60 }],
      'max-classes-per-file': ['error', 1],
      'no-console': 'error',
      eqeqeq: 'error',
      'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-restricted-properties': ['error', noEnvironment, noExit],
      'no-restricted-globals': [
        'error',
        ...timers.map((name) => ({
          name,
          message: 'waiting lives in stack/, load/, drill/ and the phone’s network',
        })),
      ],
    },
  },
  {
    files: ['cli/**', 'reference-system/**'],
    rules: { 'no-console': 'off', 'no-restricted-properties': 'off' },
  },
  // k6 has no other way to say something of one request.
  { files: ['load/k6/play.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['stack/environment.ts', 'playwright.config.ts'],
    rules: { 'no-restricted-properties': ['error', noExit] },
  },
  {
    files: [
      'stack/**',
      'load/**',
      'drill/**',
      'fixtures/network/**',
      'fixtures/install/**',
      'cli/stages/play-stages.ts',
      'reference-system/**',
      '**/*.test.ts',
    ],
    rules: { 'no-restricted-globals': 'off' },
  },
  { files: ['**/*.test.ts', '**/testing/**', '**/*.spec.ts'], rules: { 'max-lines-per-function': 'off' } },
  // A component is markup: its lines are elements, not steps.
  { files: ['**/*.tsx'], rules: { 'max-lines-per-function': ['error', { max: 90 }] } },
  // A plan's lines are a table: it is as long as the plan.
  {
    files: ['targets/*.checklist.ts', 'targets/*.tasks.ts', 'reference-system/server/route-table.ts'],
    rules: { 'max-lines': 'off' },
  },
);
