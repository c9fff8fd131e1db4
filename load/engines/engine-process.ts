import { LoadError } from '../load-error.ts';
import type { FromDriver, PlayJob, PlayProgress, PlaySummary, ToDriver } from './messages.ts';

/** A part that is being played. */
export interface Playing {
  /** Sends nothing more and gives up what is under way. */
  stop(reason: string): void;
  /** From now on this is what `{token}` stands for in the user's requests. */
  renew(user: number, token: string): void;
  readonly finished: Promise<PlaySummary>;
}

/** Starts to play a job. */
export type StartPlaying = (job: PlayJob, onProgress: (progress: PlayProgress) => void) => Promise<Playing>;

/**
 * An engine's own process, so that it shares no event loop with Golive. It is told what to play by message, and
 * it ends by itself: when done, when its time is over, and when the one who started it is gone.
 */
export function serveEngine(start: StartPlaying): void {
  let playing: Playing | undefined;
  let stopReason: string | undefined;

  /** Also while the plan is still being read: what is played afterwards is stopped at once. */
  const stop = (reason: string) => {
    stopReason = reason;
    playing?.stop(reason);
  };

  const play = async (job: PlayJob): Promise<FromDriver> => {
    const current = await start(job, (progress) => {
      if (process.connected) process.send?.({ type: 'progress', progress } satisfies FromDriver);
    });
    playing = current;
    if (stopReason !== undefined) current.stop(stopReason);
    const watchdog = setTimeout(
      () => current.stop(`the driver's limit of ${job.watchdogMs} ms`),
      job.watchdogMs,
    );
    try {
      return { type: 'finished', summary: await current.finished };
    } finally {
      clearTimeout(watchdog);
    }
  };

  process.on('message', (message: ToDriver) => {
    if (message.type === 'stop') return stop('the run was stopped');
    if (message.type === 'token') return playing?.renew(message.user, message.token);
    play(message.job).then(finish, (error: unknown) => {
      const code = error instanceof LoadError ? error.code : 'generator-failed';
      finish({ type: 'failed', code, message: error instanceof Error ? error.message : String(error) });
    });
  });
  process.on('disconnect', () => stop('the run that started the driver is gone'));
  process.on('SIGTERM', () => stop('the driver was told to end'));
  // Ctrl-C reaches the whole process group: the owner decides and says stop.
  process.on('SIGINT', () => undefined);
}

/** The channel is all that keeps this process alive: once the last word is out, it ends. */
function finish(message: FromDriver): void {
  if (process.connected) process.send?.(message, () => process.disconnect?.());
}
