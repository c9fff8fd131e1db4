import { parse } from 'yaml';

/** A command of Golive as a page or an example spells it. */
export interface SpelledCommand {
  /** `docs/attach.md`, for messages. */
  readonly page: string;
  /** What follows `golive`, quotes taken away. */
  readonly words: readonly string[];
}

/** How people start it: by its name or its path, by npx, or by npm's own scripts in the checkout. */
const starts = /(?:^|[\s="'])(?:\S*\/)?(golive|npm run (?:-s )?(?:golive|verify))(?: --)?(?:\s+(.*))?$/u;

/** The commands of a shell's lines; what is only looked for, moved or entered under that name is none. */
function commandsIn(page: string, shell: string): readonly SpelledCommand[] {
  const lines = shell.replaceAll(/\\\n\s*/gu, ' ').split('\n');
  return lines
    .map((line) => line.replace(/(^|\s)#.*$/u, ''))
    .flatMap((line) => line.split(/\s+[12]?>+&?\s*\S+|\s*(?:&&|\|\|?|;)\s*/u))
    .filter((piece) => !/^\s*(git|cd|docker|mkdir|export)\s/u.test(piece))
    .flatMap((piece) => {
      const [, program, rest = ''] = starts.exec(piece) ?? [];
      if (program === undefined) return [];
      const words = rest.match(/<[^>]*>|"[^"]*"|'[^']*'|[^\s"']+/gu) ?? [];
      const bare = words.map((word) => word.replaceAll(/^["']|["']$/gu, ''));
      // `npm run verify` alone is the reference system's.
      return [{ page, words: program.endsWith('verify') ? ['verify', ...bare] : bare }];
    });
}

/** Every command in the shell blocks of a Markdown page. */
export function commandsOfPage(page: string, text: string): readonly SpelledCommand[] {
  const blocks = [...text.matchAll(/^```(?:sh|bash|console)\n([\s\S]*?)^```/gmu)];
  return blocks.flatMap(([, block = '']) => commandsIn(page, block));
}

/**
 * Every line that a page gives its reader to type, as it stands there without its remark: those of shell blocks, and
 * what stands between words as a whole command (`npm run check`; not `golive load <target>`, which nobody can type). Golive
 * is spelled `golive`, however it is started.
 */
export function linesOfPage(text: string): readonly string[] {
  const blocks = [...text.matchAll(/^```(?:sh|bash|console)\n([\s\S]*?)^```/gmu)].map(
    ([, block = '']) => block,
  );
  const prose = text.replaceAll(/^```[\s\S]*?^```/gmu, '');
  const between = [...prose.matchAll(/`((?:npm|npx|golive|docker|kubectl) [^`]+)`/gu)].map(
    ([, code = '']) => code,
  );
  const whole = between.filter((code) => !/[<[…]|\bA\b/u.test(code) && code.split(/\s+/u).length > 2);
  const typed = blocks.flatMap((block) => block.replaceAll(/\\\n\s*/gu, ' ').split('\n'));
  const bare = [...typed, ...whole].map((line) =>
    line
      .replace(/(^|\s)#.*$/u, '')
      .replace(/^(?:npm run (?:-s )?golive --|npx golive) /u, 'golive ')
      .replaceAll(/\s+/gu, ' ')
      .trim(),
  );
  return [...new Set(bare.filter((line) => line !== ''))];
}

/** Every command in a systemd unit or a crontab. */
export function commandsOfUnit(page: string, text: string): readonly SpelledCommand[] {
  const lines = text.split('\n').filter((line) => /^(ExecStart=|\S+ \S+ \* \* \*)/u.test(line));
  return commandsIn(page, lines.join('\n'));
}

/** Every command in a workflow or a pipeline: what its steps run, and what they ask of the action. */
export function commandsOfWorkflow(page: string, text: string): readonly SpelledCommand[] {
  return look(page, parse(text));
}

function look(page: string, value: unknown): readonly SpelledCommand[] {
  if (Array.isArray(value)) return value.flatMap((item) => look(page, item));
  if (typeof value !== 'object' || value === null) return [];
  const own = ['run', 'script', 'before_script', 'after_script'].flatMap((key) => {
    const shell: unknown = Reflect.get(value, key);
    return [shell].flat().flatMap((text) => (typeof text === 'string' ? commandsIn(page, text) : []));
  });
  return [...own, ...asked(page, value), ...Object.values(value).flatMap((item) => look(page, item))];
}

/** A step with `uses: …/golive@…`, as the action spells it. */
function asked(page: string, step: object): readonly SpelledCommand[] {
  const { uses, with: inputs }: { uses?: unknown; with?: Record<string, unknown> } = step;
  if (typeof uses !== 'string' || !/\/golive@/u.test(uses)) return [];
  const { command = 'verify', target = 'golive/target.ts', arguments: more = '' } = inputs ?? {};
  return [{ page, words: [command, target, ...String(more).split(/\s+/u)].map(String).filter(Boolean) }];
}
