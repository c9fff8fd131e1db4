import { LoadError } from '../load-error.ts';
import { readPlan } from '../plan-files.ts';
import type { FromDriver, PlayJob, ToDriver } from '../engines/messages.ts';
import { Player } from './player.ts';
import { readFeedFiles } from './request-body.ts';

// The driver's own process, so that it shares no event loop with Golive. It is told what to play by
// message, and it ends by itself: when done, when its time is over, and when the one who started it is gone.

let player: Player | undefined;
let stopReason: string | undefined;

/** Also while the feed is still being read: what is played afterwards is stopped at once. */
function stop(reason: string): void {
  stopReason = reason;
  player?.stop(reason);
}

process.on('message', (message: ToDriver) => {
  if (message.type === 'stop') return stop('the run was stopped');
  play(message.job).then(finish, (error: unknown) => {
    const code = error instanceof LoadError ? error.code : 'generator-failed';
    finish({ type: 'failed', code, message: error instanceof Error ? error.message : String(error) });
  });
});
process.on('disconnect', () => stop('the run that started the driver is gone'));
process.on('SIGTERM', () => stop('the driver was told to end'));
// Ctrl-C reaches the whole process group: the owner decides and says stop.
process.on('SIGINT', () => undefined);

async function play(job: PlayJob): Promise<FromDriver> {
  const { plan, feed } = await readPlan(job.folder);
  const lines = feed.filter((line) => line.part === job.part);
  const current = new Player(plan, lines, job, await readFeedFiles(lines));
  player = current;
  if (stopReason !== undefined) current.stop(stopReason);
  const watchdog = setTimeout(
    () => current.stop(`the driver's limit of ${job.watchdogMs} ms`),
    job.watchdogMs,
  );
  try {
    const summary = await current.play((progress) => {
      if (process.connected) process.send?.({ type: 'progress', progress } satisfies FromDriver);
    });
    return { type: 'finished', summary };
  } finally {
    clearTimeout(watchdog);
  }
}

/** The channel is all that keeps this process alive: once the last word is out, it ends. */
function finish(message: FromDriver): void {
  if (process.connected) process.send?.(message, () => process.disconnect?.());
}
