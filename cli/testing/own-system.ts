/** A system of somebody's own in a repository of theirs, by path: a server of a few lines, and all that a target's module may bring. */
export const ownSystem: Readonly<Record<string, string>> = {
  'server.mjs': `import { createServer } from 'node:http';
createServer((request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(request.url === '/health' ? '{"status":"ok"}' : '{"open":true}');
}).listen(Number(process.env.PORT), process.env.HOST);
`,
  'golive/target.ts': `import { defineTarget, notApplicable, section, byCheck, type TaskIdOf } from 'golive';
export { checks } from './checks.ts';
export { faults } from './faults.ts';
export { pages } from './pages.ts';
export { recipe } from './recipe.ts';

const none = notApplicable('a shop of a few lines has none of it');
const write = { role: 'user', request: { method: 'POST', path: '/write' }, status: [200] } as const;

export const target = defineTarget({
  name: 'shop',
  title: 'Shop',
  application: 'shop',
  hostName: 'shop.example',
  seed: { gate: 'S', acceptance: 'S' },
  stack: {
    database: 'sqlite',
    health: { path: '/health', expect: { '/status': 'ok' } },
    readiness: none,
    objects: none,
  },
  signIn: {
    request: { method: 'POST', path: '/login', body: { email: '{email}', password: '{password}' } },
    status: [200],
    token: '/token',
    header: { name: 'authorization', value: 'Bearer {token}' },
    whoAmI: { path: '/me', email: '/email' },
    tokenLifetimeS: 3600,
    tokenLifetimeSource: 'nobody',
  },
  roles: [{ id: 'user', account: 'user' }],
  totp: none,
  firstPassword: none,
  loginLimit: none,
  lockout: none,
  passwordHashes: { query: 'select hash from users', matches: '^x' },
  tenants: none,
  roleMatrix: none,
  cors: none,
  tasks: [
    {
      id: 'order.create',
      role: 'user',
      record: 'order',
      action: 'create',
      witness: { api: { path: '/orders', expect: { '/id': '1' } } },
    },
  ],
  endpoints: [{ id: 'orders', method: 'GET', path: '/orders', roles: ['user'] }],
  records: { query: 'select 1 as nothing' },
  pages: [{ id: 'home', path: '/', heading: 'Shop' }],
  figures: none,
  contentKinds: [{ id: 'json', path: '/', headers: {} }],
  lists: none,
  fieldFiltering: none,
  scan: none,
  photos: none,
  install: none,
  offline: none,
  limits: {
    pageLoadMs: { value: 2000, source: 'nobody' },
    networkShape: '4g',
    restoreTimeMs: { value: 60_000, source: 'nobody' },
  },
  load: none,
  resilience: none,
  operations: {
    backup: { command: 'false', timeoutMs: 1000, source: 'nobody' },
    restore: { command: 'false', timeoutMs: 1000, source: 'nobody' },
    artifact: 'file',
    encryption: none,
    rotation: none,
    marker: { write, query: 'select 0 as n' },
  },
  checklist: section('shop', 'Before launch', [byCheck('open', 'The shop is open', { checks: ['shop.open'] })]),
});

export type TaskId = TaskIdOf<typeof target>;
`,
  'golive/pages.ts': `import { PageError, type PagesFactory } from 'golive';
import type { TaskId } from './target.ts';

export const pages: PagesFactory<TaskId> = (page) => ({
  signIn: async () => void (await page.goto('/')),
  signOut: async () => void (await page.goto('/')),
  accessToken: () => Promise.resolve(''),
  figure: (id) => Promise.reject(new PageError(id, 'nothing')),
  tasks: {
    'order.create': {
      act: () => Promise.resolve({ says: 'done', learned: {} }),
      readBack: () => Promise.resolve({}),
    },
  },
});
`,
  'golive/recipe.ts': `import { join } from 'node:path';
import type { Recipe } from 'golive';

const repository = join(import.meta.dirname, '..');

export const recipe: Recipe = {
  application: 'shop',
  services: [],
  front: { addHeaders: {}, source: 'none', maxBodyBytes: 1_000_000, compress: false },
  prepare: () =>
    Promise.resolve({
      folder: repository,
      release: { version: '1', digest: '0'.repeat(64) },
      repaired: [],
      temporary: false,
    }),
  environment: () => Promise.resolve({}),
  operationsFolder: ({ folder }) => folder,
  initialise: () => Promise.resolve(),
  accounts: ({ secret }) => Promise.resolve({ user: { email: 'user@shop.example', password: secret('user') } }),
  async processes({ folder, node, listenOn, port }) {
    const own = await port('shop');
    return [
      {
        role: 'application',
        name: 'shop',
        kind: 'Node',
        version: '1',
        program: node,
        arguments: [join(repository, 'server.mjs')],
        folder,
        environment: { PORT: String(own), HOST: listenOn },
        port: own,
        ready: { path: '/health' },
        readyWithinMs: 20_000,
        serves: ['/'],
      },
    ];
  },
};
`,
  'golive/checks.ts': `import type { CheckDefinition } from 'golive';

export const checks: readonly CheckDefinition[] = [
  {
    id: 'shop.open',
    question: 'Is the shop open?',
    suite: 'security',
    level: 'blocking',
    leastFidelity: 'process-stack',
    profiles: ['gate', 'acceptance'],
    devices: 'none',
    subjects: 'target',
  },
];
`,
  'golive/faults.ts': `import { onEdge, type Fault } from 'golive/faults';

export const faults: readonly Fault[] = [
  {
    id: 'shop-shut',
    at: 'edge',
    what: 'the shop is shut',
    turnsRed: ['shop.open'],
    bystander: 'stack.ready',
    plant: onEdge({ when: { path: '^/$' }, answer: { status: 503, body: '{}' } }),
  },
];
`,
  'golive/suites/open.spec.ts': `import { check } from 'golive/suites';

check('shop.open', async ({ people, seen }) => {
  const answer = await people.http().request({ method: 'GET', path: '/' });
  seen.confirm('GET /', { expected: 200, actual: answer.status });
});
`,
};
