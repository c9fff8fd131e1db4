import { targetSchema } from '../../targets/schema/target.ts';
import type { EndpointFound, Findings, Found } from './findings.ts';

/** A path that no system has: what hangs on it fails or stays open until it is filled in. */
const nowhere = '/NOT-FOUND';
export const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

const quotedName = (name: string): string => (/^[a-z_$][\w$]*$/iu.test(name) ? name : quoted(name));

/** Where a value was seen; or that it was not. */
export function mark(found: Found<unknown> | undefined, hint = ''): string {
  if (found?.where !== undefined) return ` // seen: ${found.where}`;
  return ` // NOT FOUND${hint === '' ? '' : `: ${hint}`}`;
}

/** Fields of the target that may say that there is none, beyond those that are written out. */
function undecided(): readonly string[] {
  const written = new Set(['tasks', 'endpoints', 'pages', 'checklist', 'install']);
  return Object.entries(targetSchema.shape)
    .filter(([name]) => !written.has(name))
    .filter(([, field]) => !field.safeParse(undefined).success)
    .filter(([, field]) => field.safeParse({ notApplicable: 'ten letters and more' }).success)
    .map(([name]) => name);
}

function endpoint({ id, path }: EndpointFound): string {
  return `    { id: ${quoted(id)}, method: 'GET', path: ${quoted(path)}, roles: ['user'] },`;
}

/** Kebab-case, as the name of a target must be. */
export function nameOf({ title, hostName }: Findings): string {
  const text = (title?.value ?? hostName?.value ?? 'my-system').toLowerCase();
  const name = text.replaceAll(/[^a-z0-9]+/gu, '-').replaceAll(/^[-\d]+|-+$/gu, '');
  return name.slice(0, 40) || 'my-system';
}

function install({ manifest }: Findings, title: string): string {
  if (manifest === undefined)
    return `  install: notApplicable('no manifest was found: nobody can install it'), // NOT FOUND`;
  const fields = `name: ${quoted(title)}, display: 'standalone', iosHint: 'home screen', role: 'user'`;
  return `  install: { manifestPath: ${quoted(manifest.value)}, ${fields} },${mark(manifest)}; the name, iosHint: NOT FOUND`;
}

function signIn({ signIn: found, whoAmI }: Findings): readonly string[] {
  const { path, encoding, user, password, token } = found?.value ?? {
    path: nowhere,
    encoding: 'body',
    user: 'email',
    password: 'password',
    token: '/token',
  };
  const fields = `{ ${quotedName(user)}: '{email}', ${quotedName(password)}: '{password}' }`;
  return [
    '  signIn: {',
    `    request: { method: 'POST', path: ${quoted(path)}, ${encoding}: ${fields} },${mark(found, 'how a client signs in')}`,
    ...(typeof token === 'string'
      ? [
          '    status: [200],',
          `    token: ${quoted(token)},${mark(found, 'where the answer holds the token')}`,
          `    header: { name: 'authorization', value: 'Bearer {token}' },`,
        ]
      : [
          '    status: [302, 303], // a form leads on to a page; NOT FOUND: whether this one does',
          `    token: { cookie: ${quoted(token.cookie)} }, // NOT FOUND: the name of the cookie that holds the session`,
          `    header: { name: 'cookie', value: ${quoted(`${token.cookie}={token}`)} },`,
        ]),
    `    whoAmI: { path: ${quoted(whoAmI?.value ?? nowhere)}, email: '/email' },${mark(whoAmI, 'who a token belongs to')}`,
    `    tokenLifetimeS: 3600, // NOT FOUND: what your plan says`,
    `    tokenLifetimeSource: 'not stated yet',`,
    '  },',
  ];
}

function stack({ database, health, bucket }: Findings): readonly string[] {
  const objects =
    bucket === undefined
      ? `notApplicable('no bucket was found: say where files are kept'), // NOT FOUND`
      : `{ bucket: ${quoted(bucket.value)}, ledgerQuery: "select '' as object_key, '' as sha256" },${mark(bucket)}; the query: NOT FOUND`;
  return [
    '  stack: {',
    `    database: ${quoted(database?.value ?? 'postgres')},${mark(database, 'postgres or sqlite')}`,
    `    health: { path: ${quoted(health?.value ?? nowhere)}, expect: {} },${mark(health, 'a page that says that it works')}`,
    `    readiness: notApplicable('no readiness page was found; say so, or give its path'), // NOT FOUND`,
    `    objects: ${objects}`,
    '  },',
  ];
}

/** A target of at most 150 lines that `golive plan` accepts; every value that was not seen says so. */
export function renderTarget(findings: Findings, hasRecipe = false): string {
  return `import { defineTarget, notApplicable, type TaskIdOf } from 'golive';
import { checklist } from './checklist.ts';

export { pages } from './pages.ts';
${hasRecipe ? "export { recipe } from './recipe.ts';\n" : ''}
/**
 * Written by \`golive init\`. NOT FOUND marks what it could not see: what hangs on it fails or stays open, and never
 * passes. Replace each; \`golive plan\` says what would be asked.
 */
export const target = defineTarget({
${[...identity(findings), ...stack(findings), ...signIn(findings), ...people(findings), ...work(findings)].join('\n')}
${operations}
  checklist,
});

export type TaskId = TaskIdOf<typeof target>;
`;
}

function identity(findings: Findings): readonly string[] {
  const name = nameOf(findings);
  const { title, hostName } = findings;
  return [
    `  name: ${quoted(name)},`,
    `  title: ${quoted(title?.value ?? name)},`,
    `  application: ${quoted(name)},`,
    `  hostName: ${quoted(hostName?.value ?? `${name}.example`)},${mark(hostName, 'the production host name')}`,
    "  seed: { gate: 'M', acceptance: 'M' },",
  ];
}

function people(findings: Findings): readonly string[] {
  return [
    "  roles: [{ id: 'user', account: 'user' }], // NOT FOUND: who works with it",
    `  passwordHashes: { query: "select 'NOT FOUND' as hash", matches: '^\\\\$2[aby]\\\\$1[0-9]|^\\\\$argon2id|^scrypt:|^pbkdf2' }, // NOT FOUND`,
    ...undecided().map(
      (field) =>
        `  ${field}: notApplicable('not looked at yet: its data, or why there is none'), // NOT FOUND`,
    ),
    install(findings, findings.title?.value ?? nameOf(findings)),
  ];
}

function work({ endpoints, loginPage }: Findings): readonly string[] {
  const { path, heading } = loginPage?.value ?? { path: '/', heading: 'NOT FOUND' };
  return [
    '  // NOT FOUND: what people do; one entry a task, confirmed by the API read back and by the row.',
    '  tasks: [',
    '    {',
    "      id: 'record.create', role: 'user', record: 'record', action: 'create',",
    "      values: { name: 'Record {unique}' },",
    "      shows: { name: '{name}' },",
    `      witness: { api: { path: '${nowhere}', expect: { '/name': '{name}' } } },`,
    '    },',
    '  ],',
    `  endpoints: [${mark(endpoints, 'no API description')}`,
    ...(endpoints?.value ?? [{ id: 'not-found', path: nowhere }]).map(endpoint),
    '  ],',
    "  records: { query: 'select 1 as nothing' },",
    `  pages: [{ id: 'login', path: ${quoted(path)}, heading: ${quoted(heading)} }],${mark(loginPage, 'a heading of each main page')}`,
  ];
}

const command = "{ command: 'false', timeoutMs: 60_000, source: 'not stated yet' }, // NOT FOUND";
const operations = `  contentKinds: [
    { id: 'html', path: '/', headers: { 'x-content-type-options': '^nosniff$', 'strict-transport-security': 'max-age=' } },
  ],
  limits: {
    pageLoadMs: { value: 2_000, source: 'not stated yet' },
    networkShape: '4g',
    restoreTimeMs: { value: 300_000, source: 'not stated yet' },
  },
  operations: {
    backup: ${command}
    restore: ${command}
    artifact: 'file',
    encryption: notApplicable('not looked at yet: whether backups are encrypted'), // NOT FOUND
    rotation: notApplicable('not looked at yet: how long backups are kept'), // NOT FOUND
    marker: {
      write: { role: 'user', request: { method: 'POST', path: '${nowhere}', body: { name: '{unique}' } }, status: [201] },
      query: 'select 0 as n where $1 is null',
    }, // NOT FOUND
  },`;

/** The browser half: what is not written yet says so, and leaves what hangs on it open. */
export const pagesText = `import type { PagesFactory, TaskPage } from 'golive';
import type { TaskId } from './target.ts';

function notWritten(what: string): never {
  throw new Error(\`\${what} is not written yet: golive/pages.ts\`);
}

/** NOT FOUND: how people get about on the screens. Each method acts as a person would, and waits for the screen's own word. */
export const pages: PagesFactory<TaskId> = () => {
  const tasks: Readonly<Record<TaskId, TaskPage>> = {
    'record.create': { act: () => notWritten('record.create'), readBack: () => notWritten('record.create') },
  };
  return {
    signIn: () => notWritten('signIn'),
    signOut: () => notWritten('signOut'),
    accessToken: () => notWritten('accessToken'),
    figure: () => notWritten('figure'),
    tasks,
  };
};
`;

/** Until a plan is imported, one person answers for all of it: nothing goes live unlooked at. */
export function checklistText(name: string): string {
  return `import { byPerson, section } from 'golive';

/** \`golive checklist import PLAN.md --force\` writes your plan's own lines here. */
export const checklist = section('${name}', 'No plan yet', [
  byPerson('plan', 'The go-live plan of this system is imported', { role: 'operations' }),
]);
`;
}
