import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { childModule } from '../child-module.ts';
import type { PlayJob } from '../engines/messages.ts';

/** The files of one run of k6, beside the plan. */
export interface K6Files {
  console: string;
  summary: string;
  tokens: string;
  ca: string;
}

export function filesOf({ folder, part }: PlayJob): K6Files {
  const at = (name: string) => join(folder, `k6-${part}-${name}`);
  return {
    console: at('console.txt'),
    summary: at('summary.json'),
    tokens: at('tokens.json'),
    ca: at('ca.pem'),
  };
}

/** Writes what k6 reads beside the plan; tokens for nobody else's eyes. */
export function writeInputs(job: PlayJob, files: K6Files): void {
  writeFileSync(files.tokens, JSON.stringify(job.tokens), { mode: 0o600 });
  if (job.destination.ca !== undefined) writeFileSync(files.ca, job.destination.ca);
}

/** k6's arguments for a job. */
export function argumentsOf(
  job: PlayJob,
  files: K6Files,
  tokenSource: { url: string; leaseS: number } | undefined,
) {
  const { folder, part, destination } = job;
  const { address, port, sourceAddresses = [], allowedHosts = [] } = destination;
  const environment = {
    PLAN: folder,
    PART: String(part),
    ADDRESS: `${address}:${port}`,
    TOKENS: files.tokens,
    SAMPLES: 'yes',
    ...(allowedHosts.includes(address) ? { ALLOWED: address } : {}),
    ...(tokenSource && { TOKEN_SOURCE: tokenSource.url, TOKEN_LEASE_S: String(tokenSource.leaseS) }),
  };
  return [
    ...['run', '--quiet', '--no-usage-report', '--address', ''],
    ...['--console-output', files.console, '--log-format', 'raw', '--summary-export', files.summary],
    '--no-thresholds',
    ...(sourceAddresses.length === 0 ? [] : ['--local-ips', sourceAddresses.join(',')]),
    ...Object.entries(environment).flatMap(([name, value]) => ['-e', `${name}=${value}`]),
    fileURLToPath(childModule('./play', import.meta.url)),
  ];
}

/** All of k6's environment: none of Golive's own is its business. */
export function environmentOf(job: PlayJob, files: K6Files): Record<string, string> {
  const home = { HOME: job.folder, XDG_CONFIG_HOME: job.folder };
  return job.destination.ca === undefined ? home : { ...home, SSL_CERT_FILE: files.ca };
}
