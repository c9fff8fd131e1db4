/** A command that destroys data, or hides that it did not do its work, where it stands in a text. */
export interface Hazard {
  readonly rule: string;
  /** Counted from 1. */
  readonly line: number;
  /** The command, with what may be a password left out. */
  readonly text: string;
  readonly why: string;
  /** It is run by a clock, and so by nobody who looks. */
  readonly scheduled: boolean;
}

interface Rule {
  readonly id: string;
  readonly why: string;
  readonly matches: RegExp;
  /** What else must hold, of the command and of all that stands around it. */
  readonly unless?: (command: string, block: string) => boolean;
}

const dump = /\b(?:pg_dump(?:all)?|mysqldump|mongodump|sqlite3\b[^|]*\.dump|manage\.py dumpdata)\b/u;
/** Made anew by the next build. */
const rebuilt =
  /^(?:\.\/)?(?:.*\/)?(?:node_modules|\.next|dist|build|target|__pycache__|\.cache|coverage|\.venv|venv)\/?\*?$/u;

const rules: readonly Rule[] = [
  {
    id: 'volumes-removed',
    why: 'removes every volume that no container holds at that moment: the data of a database that is stopped',
    matches:
      /\bdocker\s+(?:system\s+prune\b.*(?:--volumes|\s-\w*v)|volume\s+(?:prune|rm)\b)|\bdocker(?:-compose|\s+compose)\s+(?:.*\s)?down\b.*(?:\s-v\b|--volumes)/u,
  },
  {
    id: 'images-removed',
    why: 'removes the image of the release before: there is nothing to roll back to',
    matches: /\bdocker\s+(?:system|image)\s+prune\b/u,
    unless: (command) => /--volumes/u.test(command),
  },
  {
    id: 'tables-dropped',
    why: 'destroys data, and asks nobody',
    matches:
      /\b(?:drop\s+(?:table|database|schema)\b|truncate\s+(?:table\s+)?\w|delete\s+from\s+[\w."]+\s*(?:;|"|'|$)|dropdb\b|manage\.py\s+flush\b|db:(?:drop|reset)\b|migrate\s+reset\b)/iu,
  },
  {
    id: 'files-removed',
    why: 'removes files without asking, also where a variable in the path is empty',
    matches: /\brm\s+(?:-\w*[rR]\w*f\w*|-\w*f\w*[rR]\w*|-[rR]\s+-f|-f\s+-[rR])\s+\S/u,
    unless: (command) =>
      removedPaths(command).every((path) => rebuilt.test(path) || /^\/tmp\/\w/u.test(path)),
  },
  {
    id: 'restored-over',
    why: 'drops what the database holds before it is known whether the backup is whole',
    matches: /\bpg_restore\b.*(?:--clean|\s-\w*c\b)/u,
  },
  {
    id: 'restored-past-errors',
    why: 'psql goes on after an error and ends with success; ON_ERROR_STOP and an empty database are missing',
    matches: /\bpsql\b[^|]*(?:<\s*\S|\s-f\s)|\|\s*(?:docker\b[^|]*\s)?psql\b/u,
    unless: (command, block) => /ON_ERROR_STOP/u.test(block) || /--single-transaction|\s-1\b/u.test(command),
  },
  {
    id: 'failure-hidden',
    why: 'the command ends with success where the dump fails: nothing says pipefail, or the exit code is thrown away',
    matches: dump,
    unless: (command, block) => !isPiped(command, block) && !/\|\|\s*(?:true|:)\s*$/u.test(command),
  },
  {
    id: 'live-database-copied',
    why: 'a copy of a database file that is in use may hold half of it; .backup or VACUUM INTO copies it whole',
    matches: /\b(?:cp|rsync|scp|tar)\b.*\.(?:db|sqlite3?)\b(?!\.(?:backup|bak|sql))/u,
    unless: (command, block) =>
      /^\s*(?:sudo\s+)?(?:cp|scp|rsync)\b(?:\s+-\S+)*\s+\S*\.(?:backup|bak)/u.test(command) ||
      isCopyOfCopy(command, block),
  },
  {
    id: 'open-to-everybody',
    why: 'everybody on the machine may change these files, also whoever breaks into any other service',
    matches: /\bchmod\s+(?:-R\s+)?0?777\b|\bchmod\s+(?:-R\s+)?a\+rwx\b/u,
  },
  {
    id: 'password-in-text',
    why: 'a password that stands in a document is known to whoever reads it, and to its history',
    matches:
      /(?:\bpassword\b|\bpasswd\b|\bpwd\b|\bsecret(?:_key)?\b|PGPASSWORD)["'*`\s]*[:=]["'*`\s]*(?=\S{5,})(?!(?:<|\$|\{|process\.|os\.|your|generate|change|strong|str\b|none|null|true|false|required|\.\.\.|x{3,}|\*{3,}|data\.|self\.|request\.|form\.|\[))[A-Za-z0-9!@#%^&_.-]*\d[A-Za-z0-9!@#%^&_.-]*|\b\w+:\/\/\w+:(?!<|\$|\{|pass\b|password\b|\*)[^@\s/]{4,}@(?!localhost|127\.)/iu,
  },
];

/** What `rm` is given, its flags left out. */
function removedPaths(command: string): readonly string[] {
  const words = /\brm\s+(.+?)(?:\s*(?:&&|\|\||;|\||$))/u.exec(command)?.[1]?.split(/\s+/u) ?? [];
  return words.filter((word) => word !== '' && !word.startsWith('-') && !word.startsWith('#'));
}

/** What is packed or sent was made by SQLite itself in the same text: the copy of a copy, and not of what is in use. */
function isCopyOfCopy(command: string, block: string): boolean {
  const named = command.match(/[^\s"'=]+\.(?:db|sqlite3?)\b/gu) ?? [];
  const sources = /\btar\b/u.test(command) ? named : named.slice(0, Math.max(1, named.length - 1));
  const made = (block.match(/(?:["'\s]\.backup|vacuum\s+into)\s.*/giu) ?? []).flatMap((line) =>
    line.split(/["'\s]+/u),
  );
  // `tar -C "$folder" shop.db`: a bare name lies in the folder that is told.
  const isCopy = (path: string): boolean =>
    path.includes('/')
      ? made.includes(path)
      : /\s-C\s/u.test(command) && made.some((word) => word.endsWith(`/${path}`));
  return sources.length > 0 && sources.every(isCopy);
}

/** A dump whose exit code the shell does not see. */
function isPiped(command: string, block: string): boolean {
  const after = command.slice(command.search(dump));
  return /\|(?!\|)/u.test(after) && !/pipefail/u.test(block);
}

const schedule = /^\s*(?:@(?:hourly|daily|weekly|monthly|reboot)|(?:[\d*/,-]+\s+){5})/u;
const secret = /((?:password|passwd|pwd|secret(?:_key)?)["'*`\s]*[:=]["'*`\s]*|:\/\/\w+:)([^\s"'`@]+)/giu;

/**
 * Commands of a text that destroy data, or that would not be seen to fail. A general lint of shell, SQL and crontabs: it
 * knows commands and no system. A line that a backslash continues is one command.
 */
export function findHazards(text: string, firstLine = 1): readonly Hazard[] {
  return commandsOf(text).flatMap(({ at, command }) =>
    rules
      .filter(({ matches, unless }) => matches.test(command) && unless?.(command, text) !== true)
      .map(({ id, why }) => ({
        rule: id,
        line: firstLine + at,
        text: command.trim().replaceAll(secret, '$1…').slice(0, 200),
        why,
        scheduled: schedule.test(command),
      })),
  );
}

function commandsOf(text: string): readonly { readonly at: number; readonly command: string }[] {
  const commands: { at: number; command: string }[] = [];
  let isContinued = false;
  for (const [at, raw] of text.split('\n').entries()) {
    const last = commands.at(-1);
    const part = raw.replace(/\\\s*$/u, ' ');
    if (isContinued && last) last.command += part.trim();
    // A comment of a shell or of SQL does nothing.
    else if (!/^\s*(?:#(?!\s*[\d*@]+\s)|--\s)/u.test(raw)) commands.push({ at, command: part });
    isContinued = /\\\s*$/u.test(raw);
  }
  return commands;
}
