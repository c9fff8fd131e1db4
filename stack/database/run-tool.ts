import { StackError } from '../stack-error.ts';
import type { Spawn } from './unprivileged-user.ts';

export interface ToolResult {
  readonly exitCode: number;
  /** Standard output and standard error in the order of arrival, trimmed. */
  readonly output: string;
}

/**
 * Runs a short tool to its end. Throws StackError `missing-tool` where it cannot be started, `command-failed`
 * where it is still running after `timeoutMs` (it is killed then).
 */
export function runTool(
  spawn: Spawn,
  command: string,
  args: readonly string[],
  { timeoutMs, folder }: { readonly timeoutMs: number; readonly folder?: string },
): Promise<ToolResult> {
  return new Promise((resolve, reject) => {
    const options = { stdio: ['ignore', 'pipe', 'pipe'] as ['ignore', 'pipe', 'pipe'] };
    const child = spawn(command, args, folder === undefined ? options : { ...options, cwd: folder });
    const chunks: string[] = [];
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      child.kill('SIGKILL');
    }, timeoutMs);
    child.stdout?.setEncoding('utf8').on('data', (text: string) => chunks.push(text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => chunks.push(text));
    child.once('error', (cause) => {
      clearTimeout(timer);
      reject(
        new StackError('missing-tool', `expected to start ${command}, got: ${cause.message}`, { cause }),
      );
    });
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      const output = chunks.join('').trim();
      if (timedOut) {
        const message = `expected ${command} to end within ${timeoutMs} ms, it had printed: ${output.slice(-500)}`;
        reject(new StackError('command-failed', message));
        return;
      }
      resolve({ exitCode: code ?? 1, output: signal === null ? output : `${output} (ended by ${signal})` });
    });
  });
}
