/** A call of `docker compose`: the words before its own command, and that command with its words. */
export interface ComposeCall {
  readonly before: readonly string[];
  readonly command: readonly string[];
}

const withValue: ReadonlySet<string> = new Set([
  '-f',
  '--file',
  '--profile',
  '--env-file',
  '--project-directory',
  '--ansi',
  '--progress',
  '--parallel',
]);
const ofProject: ReadonlySet<string> = new Set(['-p', '--project-name']);

/** Takes the words after `docker compose` apart; the project that they name is left out, since a run has its own. Pure. */
export function splitCompose(words: readonly string[]): ComposeCall {
  const before: string[] = [];
  let at = 0;
  while (at < words.length && words[at]?.startsWith('-')) {
    const word = words[at] ?? '';
    const value = words[at + 1];
    if (ofProject.has(word)) at += 2;
    else if (/^(?:-p.|--project-name=)/u.test(word)) at += 1;
    else if (withValue.has(word) && value !== undefined) {
      before.push(word, value);
      at += 2;
    } else {
      before.push(word);
      at += 1;
    }
  }
  return { before, command: words.slice(at) };
}

/** Whether it says which files it means; where not, Compose looks for some by their names. Pure. */
export const namesFiles = ({ before }: ComposeCall): boolean =>
  before.some((word) => word === '-f' || word === '--file' || /^(?:-f.|--file=)/u.test(word));

/** Whether it asks of Compose itself, and of no composition. Pure. */
export const asksOfItself = ({ before, command }: ComposeCall): boolean =>
  ['version', 'ls', 'help'].includes(command[0] ?? '') ||
  before.some((word) => /^(?:--version|--help|-[vh])$/u.test(word));

const reaching: Readonly<Record<string, RegExp>> = {
  build: /^--push$/u,
  // By flags a container gets ports and folders of the machine that no file names.
  run: /^(?:-[pvP].*|--publish(?:=.*)?|--service-ports|--volume(?:=.*)?)$/u,
  // Images that others use as well.
  down: /^--rmi(?:=.*)?$/u,
};
const valuesOfRun: ReadonlySet<string> = new Set([
  ...['-e', '--env', '--env-from-file', '-u', '--user', '-w', '--workdir', '--name', '--entrypoint'],
  ...['-l', '--label', '--cap-add', '--cap-drop', '--pull'],
]);

/** What of a command would reach beyond the run; undefined where nothing does. Pure. */
export function reachesOut({ command: [verb = '', ...words] }: ComposeCall): string | undefined {
  if (verb === 'push' || verb === 'publish') return verb;
  const pattern = reaching[verb];
  return pattern && flagsOf(verb, words).find((word) => pattern.test(word));
}

/** Of `run` those before the service: what follows it is a command of its container's. Pure. */
function flagsOf(verb: string, words: readonly string[]): readonly string[] {
  if (verb !== 'run') return words;
  const service = words.findIndex(
    (word, at) => !word.startsWith('-') && !valuesOfRun.has(words[at - 1] ?? ''),
  );
  return service < 0 ? words : words.slice(0, service);
}

/** Names by which Compose finds its file, first come first served, each with the one that is laid over it. */
export const usualFiles = [
  ['compose.yaml', 'compose.override.yaml'],
  ['compose.yml', 'compose.override.yml'],
  ['docker-compose.yml', 'docker-compose.override.yml'],
  ['docker-compose.yaml', 'docker-compose.override.yaml'],
] as const;

const looksOn: ReadonlySet<string> = new Set(['images', 'info', 'inspect', 'logs', 'ps', 'stats', 'version']);
const acts: ReadonlySet<string> = new Set(['start', 'stop', 'restart', 'kill']);

/**
 * What becomes of a `docker` command that is not Compose's: its words with the run's own containers in the place of
 * those that the documents name, or undefined where it may touch what is not the run's. Pure.
 */
export function tamed(
  words: readonly string[],
  { containers, label }: { readonly containers: Readonly<Record<string, string>>; readonly label: string },
): readonly string[] | undefined {
  const [verb = '', second = ''] = words;
  const named = words.map((word) => containers[word] ?? word);
  if (looksOn.has(verb)) return named;
  // Its other words are a command of the container's.
  if (verb === 'exec' && (words.slice(1).find((word) => !word.startsWith('-')) ?? '') in containers)
    return named;
  const meant = words.slice(1).filter((word) => !word.startsWith('-') && !/^\d+$/u.test(word));
  if (acts.has(verb) && meant.length > 0 && meant.every((word) => word in containers)) return named;
  if (['image', 'container', 'volume', 'network', 'builder'].includes(verb) && second === 'prune')
    return verb === 'builder' ? ['version'] : [...words, '--filter', `label=${label}`];
  return undefined;
}
