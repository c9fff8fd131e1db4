import { exitCodes } from './exit-codes.ts';

/** npm and a terminal may both hand on one Ctrl-C: what comes so soon is the same one. */
const sameMs = 500;

/** Aborted by Ctrl-C, SIGTERM and SIGHUP. A second one ends this process at once; its reaper clears away. */
export function abortOnSignals(): AbortSignal {
  const controller = new AbortController();
  let firstAt: number | undefined;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (firstAt !== undefined && performance.now() - firstAt > sameMs) process.exit(exitCodes.interrupted);
      firstAt ??= performance.now();
      controller.abort(signal);
    });
  }
  return controller.signal;
}

/** A reader that has gone (`| head`) ends nobody's run: what it would have read is in the run's folder. */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') process.exitCode = exitCodes.environment;
    });
  }
}
