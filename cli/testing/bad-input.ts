import type { ExitCode } from '../exit-codes.ts';
import type { Moment } from './golive-child.ts';
import type { Place } from './place.ts';

/** One row of the table: what a person, or the machine, gets wrong, and what Golive must say to it. */
export interface BadInput {
  readonly name: string;
  readonly arguments: readonly string[] | ((place: Place) => readonly string[]);
  /** Makes the surroundings wrong; what it hands back makes them right again. */
  readonly prepare?: (place: Place) => Disposable | void | Promise<AsyncDisposable | Disposable | void>;
  readonly environment?: (place: Place) => Readonly<Record<string, string>>;
  /** A program that starts Golive's, with its first arguments. */
  readonly through?: readonly string[];
  /** Sent when the run has come to a moment. */
  readonly signal?: { readonly at: Moment; readonly name: NodeJS.Signals };
  /** Mounts a disk, or hides a folder. */
  readonly needsRoot?: boolean;
  readonly expect: {
    readonly exitCode: ExitCode;
    /** Names the file, flag or field, and what was expected. */
    readonly message: RegExp;
    /** A run had begun: its folder holds evidence, and a verdict that says why it ended. */
    readonly run?: boolean;
  };
}

export const usage = (message: RegExp) => ({ exitCode: 2, message }) as const;
export const environmental = (message: RegExp) => ({ exitCode: 4, message }) as const;
