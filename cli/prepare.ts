/**
 * What bootstrap.mjs runs before `verify`, `smoke` and `test`: brings the tools that are missing on this machine.
 * `node cli/prepare.ts <verify|smoke|test> [the command's words]`; silent when nothing is missing; exit code 4 when something
 * stays missing.
 */
import { environment } from '../stack/environment.ts';
import { StackError } from '../stack/stack-error.ts';
import { currentMachine, prepareDocker, prepareMachine, tools, type Announce } from '../stack/tools/index.ts';
import { announce } from './announce.ts';
import { asksForDocker, asksForK6 } from './asked-tools.ts';

const environmentMissing = 4;
const [purpose, ...words] = process.argv.slice(2);
const brought = tools.filter(
  // Tests and looks do without a maintained S3 server, so they do not wait for one to be built.
  (tool) =>
    tool.need === 'required' ||
    (tool.id === 'k6' && asksForK6(words) && environment.inherited['GOLIVE_K6'] === undefined) ||
    (tool.need === 'wanted' && (purpose === 'verify' || tool.id !== 'object-server')),
);

process.once('SIGINT', () => (process.exitCode = 130));
process.once('SIGTERM', () => (process.exitCode = 143));

/** After Ctrl-C nothing more is begun. */
const announceUnlessInterrupted: Announce = async (what, waitingFor, work) => {
  if (process.exitCode !== undefined) throw new StackError('refused', 'interrupted');
  await announce(what, waitingFor, work);
};

try {
  const machine = currentMachine(environment.inherited);
  const notes = await prepareMachine({
    machine,
    tools: brought,
    announce: announceUnlessInterrupted,
    retry: false,
  });
  const docker = asksForDocker(words) ? await prepareDocker(machine, announceUnlessInterrupted) : [];
  for (const note of [...notes, ...docker]) process.stderr.write(`set-up: ${note}\n`);
} catch (error) {
  if (!(error instanceof StackError)) throw error;
  if (process.exitCode === undefined) process.stderr.write(`set-up: ${error.message}\n`);
  process.exitCode ??= environmentMissing;
}
