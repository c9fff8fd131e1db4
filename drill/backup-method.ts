import type { Command, ExecResult } from '../stack/component.ts';
import type { StartedStack } from '../stack/started-stack.ts';
import type { Operations } from '../targets/schema/operations.ts';
import { damages, type Artifact, type Damage } from './artifact.ts';
import type { EmptyStack } from './drill-context.ts';
import { runTeamCommand, type CommandEnd } from './team-command.ts';

/** How a backup is made and restored; everything else of a drill is the same for all methods. */
export interface BackupMethod {
  readonly artifact: Artifact['kind'];
  /** The names of its commands' checks are the team's: encryption, rotation. */
  readonly isTeams: boolean;
  /** It reads as of a snapshot that somebody else holds open. */
  readonly takesSnapshot: boolean;
  readonly damages: readonly Damage[];
  backup(stack: StartedStack, places: BackupPlaces): Promise<CommandEnd>;
  restore(empty: EmptyStack, places: RestorePlaces): Promise<CommandEnd>;
}

export interface BackupPlaces {
  readonly artifact: Artifact;
  /** Empty where none is held open. */
  readonly snapshot: string;
  readonly signal: AbortSignal;
}

export interface RestorePlaces {
  readonly artifact: Artifact;
  /** Other than what the command would see. */
  readonly environment?: Readonly<Record<string, string>> | undefined;
  readonly signal: AbortSignal;
}

/** The team's own commands, as its target names them. */
export function teamMethod({ backup, restore, artifact }: Operations): BackupMethod {
  return {
    artifact,
    isTeams: true,
    takesSnapshot: backup.command.includes('{snapshot}'),
    damages,
    backup: (stack, { artifact: { path }, snapshot, signal }) =>
      runTeamCommand((command) => stack.operate(command), backup, { artifact: path, snapshot }, signal),
    restore(empty, { artifact: { path }, environment, signal }) {
      const operate = (command: Command): Promise<ExecResult> =>
        empty.operate({ ...command, environment: { ...command.environment, ...environment } });
      return runTeamCommand(operate, restore, { artifact: path }, signal);
    },
  };
}
