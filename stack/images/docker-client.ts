import { z } from 'zod';

import { StackError } from '../stack-error.ts';
import { findDocker, type Machine } from '../tools/index.ts';
import { findOnPath } from '../tools/path-search.ts';
import { lastLines, runProgram, type ProgramResult } from '../tools/run-program.ts';

/** An image that the engine has. */
export interface HeldImage {
  /** `sha256:…` of the image itself. */
  readonly id: string;
  /** `postgres@sha256:…`, where it came from a registry. */
  readonly registryDigest: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
}

/** The `docker` of this machine, on the engine that was found. */
export interface DockerClient {
  readonly machine: Machine;
  /** Ended after `silenceLimitMs` without a word, four minutes unless said. Never throws for what it answers. */
  ask(words: readonly string[], silenceLimitMs?: number): Promise<ProgramResult>;
  /** @throws StackError `command-failed` with its last lines. */
  run(words: readonly string[], what: string): Promise<void>;
  /** Undefined where the engine has none of that name. */
  image(reference: string): Promise<HeldImage | undefined>;
}

const silenceLimitMs = 240_000;

/** @throws StackError `missing-tool` with the line that mends it. */
export async function openDockerClient(machine: Machine): Promise<DockerClient> {
  const { host } = await findDocker(machine);
  const docker = findOnPath(machine, ['docker']) ?? 'docker';
  // A builder in a container of its own, if somebody has made it the default, does not see local images.
  const environment = { ...machine.environment, DOCKER_HOST: host, BUILDX_BUILDER: 'default' };
  const ask: DockerClient['ask'] = (words, limitMs = silenceLimitMs) =>
    runProgram(docker, words, { environment, silenceLimitMs: limitMs });
  return {
    machine,
    ask,
    run: async (words, what) => {
      const { exitCode, output } = await ask(words);
      if (exitCode === 0) return;
      throw dockerRefused(what, output);
    },
    image: async (reference) => {
      const { exitCode, output } = await ask(['image', 'inspect', '--format', inspected, reference], 20_000);
      return exitCode === 0 ? readImage(output) : undefined;
    },
  };
}

export function dockerRefused(what: string, output: string): StackError {
  return new StackError('command-failed', `expected docker to ${what}, got: ${lastLines(output, 5)}`);
}

const inspected = '{"id":{{json .Id}},"digests":{{json .RepoDigests}},"labels":{{json .Config.Labels}}}';
const imageSchema = z.object({
  id: z.string(),
  digests: z.array(z.string()).nullable(),
  labels: z.record(z.string(), z.string()).nullable(),
});

function readImage(output: string): HeldImage | undefined {
  const line = output.split('\n').find((text) => text.startsWith('{'));
  if (line === undefined) return undefined;
  const { id, digests, labels } = imageSchema.parse(JSON.parse(line));
  return { id, registryDigest: digests?.[0], labels: labels ?? {} };
}
