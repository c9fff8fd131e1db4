import { compose } from './compose.ts';
import { dockerEngine } from './docker-engine.ts';
import type { Machine } from './machine.ts';
import { prepareMachine, type Announce } from './prepare-machine.ts';

/**
 * Brings what the Docker stack stands on where GOLIVE_DOCKER is `install`, as in CI. An engine is a service of a
 * machine, with rules in its firewall: without that word, or `golive doctor --fix`, none is installed or started, and
 * who needs one says what to install.
 * @returns What is still missing, a sentence each.
 */
export async function prepareDocker(machine: Machine, announce: Announce): Promise<readonly string[]> {
  if (machine.environment['GOLIVE_DOCKER'] !== 'install') return [];
  return await prepareMachine({ machine, tools: [dockerEngine, compose], announce, retry: true });
}
