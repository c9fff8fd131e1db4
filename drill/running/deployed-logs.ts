import type { AttachedFacts } from '../../stack/attach/deployment-facts.ts';
import { readBackups } from '../../stack/attach/read-backups.ts';
import type { LogRotation } from '../../targets/schema/running.ts';
import { isLog, judgeSizes } from './judge-logs.ts';
import { open, type Tell } from './running-context.ts';

/** What is deployed has logged for a while: its owner's list of files says whether they are turned. */
export async function askDeployedLogs(
  stated: LogRotation,
  attached: Pick<AttachedFacts, 'hooks' | 'run'>,
  tell: Tell,
): Promise<void> {
  const { logFiles } = attached.hooks.commands;
  if (logFiles === undefined)
    return tell(open('the log files of the deployment', 'expected commands.logFiles in the hooks'));
  const { exitCode, stdout } = await attached.run(logFiles);
  if (exitCode !== 0)
    return tell(open('the log files of the deployment', `commands.logFiles ended with ${exitCode}`));
  const files = readBackups(stdout, 'logFiles').filter(({ name }) => isLog(stated, name));
  for (const row of judgeSizes(files, stated)) tell(row);
}
