import type { Findings } from './findings.ts';
import { mark, nameOf, quoted } from './render-target.ts';

/**
 * How one copy of the system is started, as far as its repository says; `repository`: where that lies, seen from the
 * module's folder.
 */
export function recipeText(findings: Findings, repository: string): string {
  const isPostgres = findings.database?.value !== 'sqlite';
  const name = quoted(nameOf(findings));
  return `import { join } from 'node:path';
import { digestOfParts, type Recipe, type RecipeContext } from 'golive';

const repository = join(import.meta.dirname, ${quoted(repository)});
${isPostgres ? '' : "const databaseOf = ({ folder }: RecipeContext): string => join(folder, 'data.db');\n"}
/** Of the server and of the commands. NOT FOUND: what your documents set; what the system writes belongs into context.folder. */
async function environmentOf(context: RecipeContext): Promise<Readonly<Record<string, string>>> {
${isPostgres ? '  const { sql } = context.services;\n' : ''}  return {
    HOST: context.listenOn,
    PORT: String(await context.port('application')),
    ${isPostgres ? "DATABASE_URL: sql?.engine === 'postgres' ? sql.url : ''" : 'DATABASE_FILE: databaseOf(context)'},
  };
}

/** One process behind Golive's front. \`--stack attach\` needs no recipe. */
export const recipe: Recipe = {
  application: ${name},
  services: [${isPostgres ? "'postgres'" : ''}],
  // NOT FOUND: what your own front adds, and how much it lets through
  front: { addHeaders: {}, source: 'not stated yet', maxBodyBytes: 1024 * 1024, compress: false },
  // \`source\`: what --source names, or the release before, laid out beside. NOT FOUND: what installs and builds it there
  async prepare({ source = repository }) {
    const digest = await digestOfParts(source, ['.'], new Set(['.git', 'node_modules', 'reports', 'venv', '.venv', 'data']));
    const release = { version: '0', digest }; // NOT FOUND: the version
    return { folder: source, source, release, repaired: [], temporary: false };
  },
  environment: environmentOf,
  operationsFolder: ({ prepared }) => prepared.folder,
  async initialise(context) {
    // NOT FOUND: the commands that make the schema, the accounts below, and records to work with
    await context.run('sh', ['-c', 'echo "NOT FOUND: how the database is filled, in the recipe: initialise" >&2; exit 1'], {
      folder: context.prepared.folder,
      environment: await environmentOf(context),
      timeoutMs: 60_000,
      label: 'make schema, accounts and records',
    });
  },
  // By the names that the target's roles use; NOT FOUND: who works with it
  accounts: ({ secret, hostName }) =>
    Promise.resolve({ user: { email: \`user@\${hostName}\`, password: secret('user') } }),
${isPostgres ? '' : '  databaseFile: databaseOf,\n'}${processesText(findings)}};
`;
}

function processesText(findings: Findings): string {
  const name = quoted(nameOf(findings));
  return `  async processes(context) {
    return [
      {
        role: 'application',
        name: ${name},
        kind: ${name},
        version: context.prepared.release.version,
        // It must listen on HOST and PORT of its environment, and nowhere else.
        program: 'sh',
        arguments: ['-c', ${quoted(shellLine(findings.start?.value ?? 'false'))}],${mark(findings.start, 'how the server is started')}
        folder: context.prepared.folder,
        environment: await environmentOf(context),
        port: await context.port('application'),
        ready: ${findings.health === undefined ? "'tcp'" : `{ path: ${quoted(findings.health.value)} }`},
        readyWithinMs: 60_000,
        serves: ['/'],
      },
    ];
  },
`;
}

/** One program takes the shell's place, so that a signal reaches it; of several, the shell stays. */
function shellLine(command: string): string {
  return /[;&|]/u.test(command) ? command : `exec ${command}`;
}
