import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { StackError } from './stack-error.ts';

/** Folder in the cache where builds are made; each run's is deleted with it. */
export const draftsName = 'drafts';

/** Folder of a run in which the codes that its processes used are noted. */
export const claimsVariable = 'GOLIVE_CLAIMS';

/** What Golive takes from its surroundings; no other file of the product reads the process's environment. */
export const environment = {
  /** Folders in which commands are looked for. */
  get path(): string {
    return process.env['PATH'] ?? '/usr/local/bin:/usr/bin:/bin';
  },
  get home(): string {
    return homedir();
  },
  /** Builds and downloaded tools are kept here between runs. */
  get cacheFolder(): string {
    return join(text('XDG_CACHE_HOME') ?? join(homedir(), '.cache'), 'golive');
  },
  /** What must outlast a run, and is nobody's settings: XDG_STATE_HOME, else ~/.local/state. */
  get stateFolder(): string {
    return join(text('XDG_STATE_HOME') ?? join(homedir(), '.local', 'state'), 'golive');
  },
  /** Where a run's own folders are made: TMPDIR, else the system's. */
  get temporaryFolder(): string {
    return tmpdir();
  },
  /** Where the processes of a run note the codes that they used; undefined where this is no process of a run. */
  get claimsFolder(): string | undefined {
    return text(claimsVariable);
  },
  /** NO_COLOR, as no-color.org has it: any text but the empty one. */
  get noColour(): boolean {
    return text('NO_COLOR') !== undefined;
  },
  get ci(): boolean {
    const value = text('CI');
    return value !== undefined && value !== 'false' && value !== '0';
  },
  /** Where GitHub Actions takes what is told: its checkout, and the file of the step's summary. */
  get github(): { readonly workspace: string | undefined; readonly stepSummary: string | undefined } {
    const isGithub = text('GITHUB_ACTIONS') === 'true';
    return {
      workspace: isGithub ? text('GITHUB_WORKSPACE') : undefined,
      stepSummary: text('GITHUB_STEP_SUMMARY'),
    };
  },
  /** Where the container engine answers, where that is not its default socket. */
  get dockerHost(): string | undefined {
    return text('DOCKER_HOST');
  },
  /** What the engine's own client sees: where the engine is, and its user's settings. */
  get forEngine(): Readonly<Record<string, string>> {
    return {
      ...this.forSystems,
      ...present(['DOCKER_HOST', 'DOCKER_CONFIG', 'DOCKER_CONTEXT', 'DOCKER_BUILDKIT']),
    };
  },
  /** Where npm and pip are told which registries to ask: for commands that install, and for nothing that they install. */
  get forRegistries(): Readonly<Record<string, string>> {
    return present(Object.keys(process.env).filter((name) => /^(?:npm_config_|pip_)/iu.test(name)));
  },
  /** A secret that a target names by its environment variable. */
  secret(name: string): string | undefined {
    return text(name);
  },
  /** All of it, for tools that are Golive's own (Playwright, npm). */
  get inherited(): Readonly<Record<string, string>> {
    return present(Object.keys(process.env));
  },
  /** What a system under verification may see of this machine: never a secret of the person who runs Golive. */
  get forSystems(): Readonly<Record<string, string>> {
    return { PATH: this.path, HOME: this.home, ...present(passedOn) };
  },
};

/** Marks whatever this process starts from now on, by whatever means, as belonging to a run. */
export function tagChildren(tags: Readonly<Record<string, string>>): void {
  Object.assign(process.env, tags);
}

/** play.json, which tells a Playwright worker what to do. @throws StackError `stack-file` where none is named. */
export function playFile(): string {
  const file = text('GOLIVE_PLAY');
  if (file !== undefined) return file;
  throw new StackError(
    'stack-file',
    'GOLIVE_PLAY: expected the path of a play.json; run suites by `npm run golive -- verify`',
  );
}

const passedOn = [
  ...['USER', 'LOGNAME', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR', 'SHELL', 'XDG_CACHE_HOME'],
  ...[
    'HTTP_PROXY',
    'HTTPS_PROXY',
    'NO_PROXY',
    'http_proxy',
    'https_proxy',
    'no_proxy',
    'NODE_EXTRA_CA_CERTS',
  ],
];

function text(name: string): string | undefined {
  const value = process.env[name];
  return value === undefined || value === '' ? undefined : value;
}

function present(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
