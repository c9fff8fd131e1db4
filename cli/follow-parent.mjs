/**
 * Loaded before a command that bootstrap.mjs starts: when bootstrap is gone without a word (kill -9), the channel
 * to it closes, and the command ends as it does on SIGTERM. A process that the command starts is not concerned:
 * its parent is another.
 */
const parent = Number(new URL(import.meta.url).searchParams.get('parent'));

if (process.channel !== undefined && process.channel !== null && process.ppid === parent) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  // Listening must not keep a finished command alive.
  process.channel.unref();
}
