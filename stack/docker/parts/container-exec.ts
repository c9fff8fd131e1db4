import { setTimeout as pause } from 'node:timers/promises';
import type { Command, ExecResult } from '../../component.ts';
import { lastLines } from '../../process/run-command.ts';
import type { Run } from '../../recipes/recipe.ts';
import { StackError } from '../../stack-error.ts';
import type { Container, Engine } from '../engine/engine.ts';

/**
 * Runs a command in a container to its end; an exit code is the caller's to judge. @throws StackError
 * `missing-tool` where the container does not run, `command-failed` where the command still runs after its limit:
 * the container is then killed and started again, which is the one way to end it with all that it began.
 */
export async function execIn(engine: Engine, container: Container, command: Command): Promise<ExecResult> {
  const startedAt = performance.now();
  const line = [command.program, ...command.arguments];
  const late = new AbortController();
  const work = engine.container.exec(container, line, {
    ...(command.folder === undefined ? {} : { workingDir: command.folder }),
    env: { ...command.environment },
  });
  work.catch(() => undefined);
  const limit = pause(command.timeoutMs, 'late' as const, { signal: late.signal }).catch(
    () => 'late' as const,
  );
  try {
    const ended = await Promise.race([work, limit]);
    if (ended === 'late') {
      await container.restart({ t: 0 });
      throw new StackError(
        'command-failed',
        `expected \`${line.join(' ').slice(0, 200)}\` to end within ${command.timeoutMs} ms`,
      );
    }
    const { exitCode, stdout, stderr } = ended;
    return { exitCode, stdout, stderr, durationMs: performance.now() - startedAt };
  } catch (cause) {
    if (cause instanceof StackError) throw cause;
    const seen = cause instanceof Error ? cause.message : String(cause);
    throw new StackError('missing-tool', `expected to run ${command.program} in a container, got: ${seen}`, {
      cause,
    });
  } finally {
    late.abort();
  }
}

/** The `run` that recipes are given: a non-zero exit is an error with the last lines that were printed. */
export function recipeRunIn(exec: (command: Command) => Promise<ExecResult>): Run {
  return async (program, commandArguments, { folder, environment = {}, timeoutMs, label }) => {
    const ended = await exec({ program, arguments: commandArguments, folder, environment, timeoutMs });
    if (ended.exitCode === 0) return ended;
    const said = lastLines([ended.stdout, ended.stderr].join('\n'), 20);
    throw new StackError(
      'command-failed',
      `${label}: expected \`${program}\` to end with 0, got ${ended.exitCode}; it said last:\n${said}`,
    );
  };
}
