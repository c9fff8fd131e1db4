/** A procedure as a document has it. */
export interface WrittenProcedure {
  /** The whole block, word for word. */
  readonly script: string;
  /** Its commands, without comments, each with its line in the document. */
  readonly commands: readonly { readonly text: string; readonly line: number }[];
}

/**
 * The first fenced block below a heading, or none. Where a heading of Markdown has no block of its own, the lines of its
 * list that are commands and nothing else. Pure.
 */
export function procedureIn(text: string, after: string): WrittenProcedure | undefined {
  const lines = text.split('\n');
  const heading = lines.findIndex((line) => line.includes(after));
  if (heading < 0) return undefined;
  const open = lines.findIndex((line, at) => at > heading && isFence(line));
  const listed = commandsOf(lines, heading, open);
  if (listed.length > 0)
    return { script: listed.map((command) => command.text).join('\n'), commands: listed };
  const close = lines.findIndex((line, at) => at > open && isFence(line));
  if (open < 0 || close < 0) return undefined;
  const block = lines.slice(open + 1, close);
  const commands = block.flatMap((line, at) => {
    const command = line.replace(/(?:^|\s)#.*$/u, '').trim();
    return command === '' ? [] : [{ text: command, line: open + 2 + at }];
  });
  return { script: block.join('\n'), commands };
}

/** Of a section that ends before the next block: `- \`docker compose up -d\``. Pure. */
function commandsOf(lines: readonly string[], heading: number, open: number): WrittenProcedure['commands'] {
  const next = lines.findIndex((line, at) => at > heading && /^#{1,6}\s/u.test(line));
  const end = next < 0 ? lines.length : next;
  if (!/^#{1,6}\s/u.test(lines[heading] ?? '') || (open > heading && open < end)) return [];
  return lines.slice(heading + 1, end).flatMap((line, at) => {
    const text = /^\s*(?:[-*]|\d+\.)\s+`([^`]+)`\s*$/u.exec(line)?.[1];
    return text === undefined ? [] : [{ text, line: heading + 2 + at }];
  });
}

const isFence = (line: string): boolean => /^\s*(?:```|~~~)/u.test(line);

/** What people may do instead: of the commands around a line `# OR` the first counts. Pure. */
export function firstOfEach(script: string): string {
  const kept: string[] = [];
  let passesOver = false;
  for (const line of script.split('\n')) {
    if (/^\s*#\s*or\b/iu.test(line)) passesOver = true;
    else if (line.trim() === '') passesOver = false;
    kept.push(passesOver ? '' : line);
  }
  return kept.join('\n');
}

/** Commands that need Docker. Pure. */
export function inContainers(commands: WrittenProcedure['commands']): WrittenProcedure['commands'] {
  return commands.filter(
    ({ text }) => /(?:^|[\s;&|(])docker(?:-compose)?\s/u.test(text) || namesByPath(text),
  );
}

/** `/usr/bin/docker ps`: no other program of that name can stand for it. Pure. */
export const namesByPath = (command: string): boolean => /\/docker(?:-compose)?(?:\s|$)/u.test(command);

/** Nobody serves between the two: `docker compose down`, and then `up`. Pure. */
export function betweenDownAndUp(commands: WrittenProcedure['commands']): string | undefined {
  const down = commands.find(({ text }) => /\bcompose\b.*\s(?:down|stop)\b/u.test(text));
  const up = commands.find(
    ({ text, line }) => line > (down?.line ?? Infinity) && /\bcompose\b.*\sup\b/u.test(text),
  );
  if (down === undefined || up === undefined) return undefined;
  return `line ${down.line} stops what serves before line ${up.line} starts it again`;
}

/** Whether packages are installed: what is installed already may then not be shared. Pure. */
export const installs = (script: string): boolean =>
  /\b(?:npm (?:ci|i|install)|pip3? install)\b/u.test(script);
