import { statfs, writeFile } from 'node:fs/promises';
import { readWatchConfig, type WatchConfig } from '../server/config.ts';

const answerWithinMs = 5_000;

/** What is wrong with what people work with; null where it is ready. */
const whyNotReady = async (origin: string): Promise<string | null> => {
  try {
    const answer = await fetch(new URL('/ready', origin), { signal: AbortSignal.timeout(answerWithinMs) });
    return answer.ok ? null : `Fieldbook is not ready: ${await answer.text()}`;
  } catch (error) {
    return `Fieldbook is not ready: ${error instanceof Error ? error.message : String(error)}`;
  }
};

/** A disk that is fuller than it may be; null where it is not. */
const whyTooFull = async (folder: string, mostPercent: number): Promise<string | null> => {
  const { blocks, bavail } = await statfs(folder);
  const percent = Math.round((1 - bavail / blocks) * 100);
  return percent < mostPercent ? null : `The disk of ${folder} is ${percent} % full`;
};

const tell = async (webhook: string, text: string): Promise<boolean> => {
  try {
    const answer = await fetch(webhook, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text }),
      signal: AbortSignal.timeout(answerWithinMs),
    });
    return answer.ok;
  } catch {
    return false;
  }
};

/** Cron runs it each minute: looks, tells the webhook of all that is wrong, and notes when it looked. */
const watch = async (config: WatchConfig): Promise<number> => {
  const origin = config.WATCH_ORIGIN ?? `http://${config.HOST}:${config.PORT}`;
  const folders = config.WATCH_FOLDERS.split(':');
  const seen = await Promise.all([
    whyNotReady(origin),
    ...folders.map((folder) => whyTooFull(folder, config.WATCH_DISK_PERCENT)),
  ]);
  const wrong = seen.filter((one) => one !== null);
  const arrived = wrong.length === 0 || (await tell(config.ALERT_WEBHOOK, wrong.join('. ')));
  const note = `fieldbook ${new Date().toISOString()} ${arrived ? 0 : 1}\n`;
  if (config.WATCH_NOTE !== undefined) await writeFile(config.WATCH_NOTE, note);
  console.log(wrong.length === 0 ? 'Nothing is wrong.' : wrong.join('. '));
  if (!arrived) console.error('watch: the webhook did not take it');
  return arrived ? 0 : 1;
};

try {
  process.exitCode = await watch(readWatchConfig(process.env));
} catch (error) {
  console.error(`watch: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
