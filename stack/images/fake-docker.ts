import { readdirSync } from 'node:fs';

import type { Machine } from '../tools/index.ts';
import { dockerRefused, type DockerClient, type HeldImage } from './docker-client.ts';

/** An engine in this process, for tests: it pulls what its registry has and builds anything. */
export interface FakeDocker extends DockerClient {
  /** What it was asked to change: `pull redis:7`, `build golive-local/redis:7 from Dockerfile docker-entrypoint.sh`. */
  readonly log: readonly string[];
}

export function fakeDocker(
  machine: Machine,
  { registry, broken = false }: { readonly registry: readonly string[]; readonly broken?: boolean },
): FakeDocker {
  const images = new Map<string, HeldImage>();
  const log: string[] = [];
  const keep = (reference: string, image: Partial<HeldImage>): void => {
    const id = `sha256:${reference} no. ${log.length}`;
    images.set(reference, { id, registryDigest: undefined, labels: {}, ...image });
  };
  const ask = (words: readonly string[]): { exitCode: number; output: string } => {
    const [verb = ''] = words;
    const last = words.at(-1) ?? '';
    const after = (flag: string): string => words[words.indexOf(flag) + 1] ?? '';
    if (verb === 'pull') {
      log.push(`pull ${last}`);
      if (!registry.includes(last)) return { exitCode: 1, output: 'no such host' };
      keep(last, { registryDigest: `${last}@sha256:of-the-registry` });
    }
    if (verb === 'import') {
      log.push(`import ${last}`);
      keep(last, { labels: labelled(after('--change').replace('LABEL ', '')) });
    }
    if (verb === 'build') {
      log.push(`build ${after('--tag')} from ${readdirSync(last).toSorted().join(' ')}`);
      if (broken) return { exitCode: 1, output: 'E: Unable to locate package' };
      keep(after('--tag'), { labels: labelled(after('--label')) });
    }
    return { exitCode: 0, output: '' };
  };
  return {
    machine,
    log,
    ask: (words) => Promise.resolve(ask(words)),
    image: (reference) => Promise.resolve(images.get(reference)),
    run: (words, what) => {
      const { exitCode, output } = ask(words);
      return exitCode === 0 ? Promise.resolve() : Promise.reject(dockerRefused(what, output));
    },
  };
}

function labelled(text: string): Record<string, string> {
  const [name = '', value = ''] = text.split('=');
  return { [name]: value };
}
