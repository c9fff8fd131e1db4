import { existsSync } from 'node:fs';
import {
  copyFile,
  link,
  lstat,
  mkdir,
  readFile,
  readdir,
  readlink,
  realpath,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StackError } from '../stack-error.ts';
import type { ContainerPlan, Prepared } from './recipe.ts';

export interface BuiltImageOptions {
  readonly application: string;
  readonly front: ContainerPlan['front'];
  /** One where the system's state is a file of its own. */
  readonly replicas: ContainerPlan['replicas'];
  /** Files and folders of the checkout that go into the image; one that is not there is passed over. */
  readonly parts: readonly string[];
  /** Where the owner may have put Python's packages: the first that is there goes along. */
  readonly environments?: readonly string[];
  /** Folders and files of these names stay out. */
  readonly leftOut: ReadonlySet<string>;
}

/** Debian's own; with it come the libraries that any other Python of the owner's is linked with. */
const debianPython = { program: '/usr/bin/python3.11', version: '3.11' } as const;

const python = `# The libraries of the owner's own Python, or Debian's where that is the machine's.
RUN command -v ${debianPython.program} > /dev/null \\
 || (apt-get update -q \\
 && apt-get install -y -q --no-install-recommends python3.11 \\
 && apt-get clean && rm -rf /var/lib/apt/lists/*)
`;

/**
 * How a checkout that is installed and built becomes an image: it is copied in as it is, and nothing is
 * built again. Which process runs is said when a container is started.
 */
export function builtImage(options: BuiltImageOptions): ContainerPlan {
  const { application, front, replicas, environments } = options;
  const folder = `/srv/${application}`;
  return {
    front,
    replicas,
    folder,
    keepsState: true,
    dockerfile: `ARG BASE=node:24-bookworm-slim
FROM \${BASE}
USER root
${environments === undefined ? '' : python}COPY app ${folder}
${environments === undefined ? '' : `RUN echo ${folder}/.python/lib > /etc/ld.so.conf.d/golive.conf && ldconfig\n`}WORKDIR ${folder}
USER node
ENTRYPOINT []
`,
    layOut: (prepared, into) => layOut(options, prepared, join(into, 'app')),
  };
}

async function layOut(
  { application, parts, environments = [], leftOut }: BuiltImageOptions,
  { folder: release }: Prepared,
  into: string,
): Promise<void> {
  const environment = environments.find((one) => existsSync(join(release, one)));
  for (const part of parts) await copyPart(join(release, part), join(into, part), leftOut);
  if (environment === undefined) return;
  // The environment may be a link to where the owner keeps it.
  const source = await realpath(join(release, environment));
  await copyPart(source, join(into, environment), new Set());
  const program = await layInterpreter(source, into, `/srv/${application}`);
  for (const name of await readdir(join(into, environment, 'bin'))) {
    if (!/^python(?:3(?:\.\d+)?)?$/u.test(name)) continue;
    await rm(join(into, environment, 'bin', name));
    await symlink(program, join(into, environment, 'bin', name));
  }
  const settings = join(into, environment, 'pyvenv.cfg');
  const text = await readFile(settings, 'utf8');
  // A file of its own: the one that is here is the owner's, and linked.
  await rm(settings);
  await writeFile(settings, text.replace(/^home *=.*$/mu, `home = ${dirname(program)}`));
}

/**
 * The Python that an environment of the owner's is run by in the image: Debian's where it is the machine's, else the
 * owner's own, copied along, for packages are chosen by the last number of its version too.
 * @returns Where it is in the image.
 */
async function layInterpreter(environment: string, into: string, folder: string): Promise<string> {
  const settings = await readFile(join(environment, 'pyvenv.cfg'), 'utf8');
  const value = (name: string): string =>
    new RegExp(`^${name} *= *(.+)$`, 'mu').exec(settings)?.[1]?.trim() ?? '';
  const version = value('version').split('.').slice(0, 2).join('.');
  const isOfTheMachine = value('home').startsWith('/usr/bin');
  if (isOfTheMachine && version === debianPython.version) return debianPython.program;
  const own = join(dirname(value('home')), 'lib', `python${version}`);
  if (isOfTheMachine || !existsSync(own)) {
    throw new StackError(
      'unsupported',
      `${environment}: expected Python ${debianPython.version}, or one in a folder of its own, got ${version} of ${value('home')}`,
    );
  }
  const place = join(into, '.python');
  await copyPart(
    own,
    join(place, 'lib', `python${version}`),
    new Set(['test', '__pycache__', 'site-packages']),
  );
  await copyPart(join(value('home'), `python${version}`), join(place, 'bin', `python${version}`), new Set());
  // Where it is linked with one; the image's linker is told of it.
  const library = `libpython${version}.so.1.0`;
  await copyPart(join(dirname(own), library), join(place, 'lib', library), new Set());
  return join(folder, '.python', 'bin', `python${version}`);
}

async function copyPart(from: string, to: string, leftOut: ReadonlySet<string>): Promise<void> {
  if (!existsSync(from)) return;
  const source = await realpath(from);
  await mkdir(dirname(to), { recursive: true });
  if ((await lstat(source)).isDirectory()) await linkTree(source, to, leftOut);
  else await linkFile(source, to);
}

/** Tens of thousands of files that are only read: each is linked, where both places lie on one disk. */
async function linkTree(from: string, to: string, leftOut: ReadonlySet<string>): Promise<void> {
  await mkdir(to, { recursive: true });
  const entries = await readdir(from, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory() && !leftOut.has(entry.name));
  const others = entries.filter((entry) => !entry.isDirectory() && !leftOut.has(entry.name));
  await Promise.all(
    others.map(async (entry) => {
      const [source, place] = [join(from, entry.name), join(to, entry.name)];
      // Links within a part stay links: those of npm and of virtual environments are relative.
      if (entry.isSymbolicLink()) await symlink(await readlink(source), place);
      else if (entry.isFile()) await linkFile(source, place);
    }),
  );
  for (const { name } of folders) await linkTree(join(from, name), join(to, name), leftOut);
}

async function linkFile(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch {
    await copyFile(from, to);
  }
}
