import { existsSync } from 'node:fs';
import type { Now } from '../reports/signoff/authority.ts';
import type { Verdict } from '../reports/verdict.ts';
import { builtInTargets, loadTarget, targetFile } from '../targets/load.ts';
import { targetDigest } from '../targets/target-digest.ts';
import { UsageError, type CommandInput } from './command.ts';

/** What is true today of a release that was verified another day: its digest, where it is said, and its target. */
export async function readNow(values: CommandInput['values'], verdict: Verdict): Promise<Now> {
  return { release: readDigest(values, 'release'), target: await targetNow(values, verdict) };
}

/** @throws UsageError for what is no SHA-256. */
export function readDigest(values: CommandInput['values'], flag: string): string | undefined {
  const value = values[flag];
  if (typeof value !== 'string') return undefined;
  const digest = value.replace(/^sha256:/u, '').toLowerCase();
  if (/^[0-9a-f]{64}$/u.test(digest)) return digest;
  throw new UsageError('bad-value', `--${flag}: expected a SHA-256 of 64 hexadecimal digits, got "${value}"`);
}

/** Null where the module that the run names is not to be found from here. @throws TargetError */
async function targetNow(values: CommandInput['values'], { run }: Verdict): Promise<string | null> {
  const named = values['target'];
  const module = typeof named === 'string' ? named : run.configuration?.target.module;
  if (module === undefined) return null;
  const isHere = builtInTargets.some((name) => name === module) || existsSync(module);
  if (typeof named !== 'string' && !isHere) return null;
  return targetDigest(await loadTarget(targetFile(module)));
}
