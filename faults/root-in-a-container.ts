import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { StackError } from '../stack/stack-error.ts';
import type { Fault } from './fault.ts';

const docker = async (...words: readonly string[]): Promise<string> =>
  (await promisify(execFile)('docker', words, { timeout: 20_000 })).stdout.trim();

/** Proved with `--stack docker`: on processes the users are those of this machine. */
export const rootInAContainer = {
  id: 'root-in-a-container',
  at: 'component',
  what: 'something runs as root in a container of the application',
  turnsRed: ['processes.not-root'],
  bystander: 'maintenance.harmless',
  async plant({ facts }) {
    if (facts.driver !== 'docker') {
      throw new StackError('unsupported', 'root-in-a-container: expected --stack docker, got another stack');
    }
    const ofRun = ['--filter', `label=golive.run=${facts.run}`, '--filter', 'name=application'];
    const [id] = (await docker('ps', '--quiet', ...ofRun)).split('\n');
    if (!id) throw new StackError('unsupported', 'root-in-a-container: no container of the application');
    // It ends with its container.
    await docker('exec', '--detach', '--user', '0', id, 'sleep', '600');
    return { [Symbol.asyncDispose]: () => Promise.resolve() };
  },
} as const satisfies Fault;
