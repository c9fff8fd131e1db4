import { join, resolve } from 'node:path';
import { environment } from '../../stack/environment.ts';
import { readAlerts, type Alerts } from '../../watch/channels/read-alerts.ts';
import { spanMs } from '../../watch/span.ts';
import { UsageError, type CommandInput } from '../command.ts';

type Values = CommandInput['values'];

export const stateOptions = { state: { type: 'string' } } as const;
export const stateFlags = {
  '--state <file>': 'what the looks have seen is kept in it; ~/.local/state/golive/smoke.db if left out',
} as const;

export const alertOptions = { alerts: { type: 'string' } } as const;
export const alertFlags = { '--alerts <file>': 'JSON: who is told of a change, and how' } as const;

/** @throws UsageError */
export function readState(values: Values): string {
  const file = values['state'];
  if (typeof file !== 'string') return join(environment.stateFolder, 'smoke.db');
  if (file === '') throw new UsageError('bad-value', '--state: expected a file, got nothing');
  return resolve(file);
}

const nobody: Alerts = { after: undefined, channels: [], heartbeat: undefined };

/** @throws WatchError naming the file and the field. */
export function readAlertsFlag(values: Values): Alerts {
  const file = values['alerts'];
  return typeof file === 'string' ? readAlerts(resolve(file)) : nobody;
}

/** A length of time: `30s`, `2h`. @throws UsageError naming the flag. */
export function readSpan(values: Values, flag: string): number | undefined {
  const text = values[flag];
  if (typeof text !== 'string') return undefined;
  const ms = spanMs(text);
  if (ms !== undefined) return ms;
  throw new UsageError(
    'bad-value',
    `--${flag}: expected a length of time such as 30s, 5m or 2h, got "${text}"`,
  );
}

/** Looks in a row that must fail. @throws UsageError */
export function readAfter(values: Values, alerts: Alerts): number {
  const text = values['after'];
  if (typeof text !== 'string') return alerts.after ?? 3;
  if (/^[1-9]\d{0,3}$/u.test(text)) return Number(text);
  throw new UsageError('bad-value', `--after: expected a number from 1, got "${text}"`);
}

/** @throws UsageError where it is no address. */
export function readHeartbeat(values: Values, alerts: Alerts): string | undefined {
  const text = values['heartbeat'];
  if (typeof text !== 'string') return alerts.heartbeat;
  if (/^https?:$/u.test(URL.parse(text)?.protocol ?? '')) return text;
  throw new UsageError('bad-value', '--heartbeat: expected an address http(s)://…, got other text');
}
