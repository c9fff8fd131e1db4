import { existsSync } from 'node:fs';
import { copyFile, link, lstat, mkdir, readdir, readlink, realpath, rm, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ContainerPlan, Prepared } from './recipe.ts';

export interface BuiltImageOptions {
  readonly application: string;
  readonly front: ContainerPlan['front'];
  /** One where the system's state is a file of its own. */
  readonly replicas: ContainerPlan['replicas'];
  /** Files and folders of the checkout that go into the image; one that is not there is passed over. */
  readonly parts: readonly string[];
  /** Where the owner may have put Python's packages: the first that is there goes along, on Debian's Python 3.11. */
  readonly environments?: readonly string[];
  /** Folders and files of these names stay out. */
  readonly leftOut: ReadonlySet<string>;
}

/** What a virtual environment of the owner's is run by in the image; it holds for packages of Python 3.11. */
const interpreter = '/usr/bin/python3.11';

const python = `RUN command -v ${interpreter} > /dev/null \\
 || (apt-get update -q \\
 && apt-get install -y -q --no-install-recommends python3.11 \\
 && apt-get clean && rm -rf /var/lib/apt/lists/*)
`;

/**
 * How a checkout that its owner has installed and built becomes an image: it is copied in as it is, and nothing is
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
WORKDIR ${folder}
USER node
ENTRYPOINT []
`,
    layOut: (prepared, into) => layOut(options, prepared, join(into, 'app')),
  };
}

async function layOut(
  { parts, environments = [], leftOut }: BuiltImageOptions,
  { folder: release }: Prepared,
  into: string,
): Promise<void> {
  const environment = environments.find((one) => existsSync(join(release, one)));
  for (const part of parts) await copyPart(join(release, part), join(into, part), leftOut);
  if (environment === undefined) return;
  // The environment may be a link to where the owner keeps it.
  await copyPart(await realpath(join(release, environment)), join(into, environment), new Set());
  for (const name of ['python', 'python3', 'python3.11']) {
    const program = join(into, environment, 'bin', name);
    await rm(program, { force: true });
    await symlink(interpreter, program);
  }
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
