import { environment } from '../stack/environment.ts';

const codes = { red: 31, green: 32, yellow: 33, grey: 90, bold: 1 } as const;
export type Colour = keyof typeof codes;

/** The only place that prints. Progress goes to standard error, results to standard output. */
export interface Terminal {
  readonly quiet: boolean;
  /** A line of progress. */
  progress(line: string): void;
  /** A line of the result. */
  result(line: string): void;
  /** Always printed, on standard error: warnings and errors. */
  say(line: string): void;
  paint(colour: Colour, text: string): string;
}

export interface TerminalOptions {
  readonly quiet: boolean;
  /** Standard output carries JSON only: results become progress. */
  readonly json: boolean;
}

export function openTerminal({ quiet, json }: TerminalOptions): Terminal {
  // One of the two may be a file, and the same painted text goes to either.
  const isTerminal = process.stderr.isTTY === true && process.stdout.isTTY === true;
  const coloured = !environment.noColour && isTerminal;
  const error = (line: string): void => void process.stderr.write(`${line}\n`);
  return {
    quiet,
    progress: (line) => (quiet ? undefined : error(line)),
    result: (line) => (json ? (quiet ? undefined : error(line)) : void process.stdout.write(`${line}\n`)),
    say: error,
    paint: (colour, text) => (coloured ? `\u001b[${codes[colour]}m${text}\u001b[0m` : text),
  };
}
