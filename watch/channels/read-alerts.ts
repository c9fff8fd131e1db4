import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { environment } from '../../stack/environment.ts';
import { describeIssue } from '../../targets/describe-issue.ts';
import { WatchError } from '../watch-error.ts';
import { alertsSchema, type ChannelData } from './alerts-schema.ts';
import type { Channel } from './channel.ts';
import { mailChannel } from './mail.ts';
import { otlpChannel } from './otlp.ts';
import { pushgatewayChannel } from './pushgateway.ts';
import { textfileChannel } from './textfile.ts';
import { webhookChannel } from './webhook.ts';

export interface Alerts {
  readonly after: number | undefined;
  readonly channels: readonly Channel[];
  /** A secret itself, most often. */
  readonly heartbeat: string | undefined;
}

/** What a channel’s data may name, found now and not when something is to be said. */
export interface Given {
  /** The value of a variable. @throws WatchError where it is not set. */
  secret(field: string, variable: string): string;
  /** An address, from the file or from a variable. @throws WatchError where it is none. */
  address(
    field: string,
    data: { readonly url?: string | undefined; readonly urlVariable?: string | undefined },
  ): string;
  /** Beside the alerts file. */
  path(file: string): string;
}

/**
 * Reads `--alerts FILE`.
 * @throws WatchError `alerts-file` naming the file, the field, and what was expected.
 */
export function readAlerts(file: string): Alerts {
  const parsed = alertsSchema.safeParse(contentOf(file));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const what = issue ? describeIssue(issue).replace(/^the target: /u, '') : 'is malformed';
    throw new WatchError('alerts-file', `${file}: ${what}`);
  }
  const { after, channels, heartbeat } = parsed.data;
  const given = givenIn(file);
  const named = channels.map((data, at) => openChannel(data, nameOf(channels, at), given, `channels.${at}`));
  const twice = named.find(({ name }, at) => named.findIndex((other) => other.name === name) !== at);
  if (twice) {
    throw new WatchError(
      'alerts-file',
      `${file}: channels: expected names that differ, got "${twice.name}" twice`,
    );
  }
  return {
    after,
    channels: named,
    heartbeat: heartbeat && given.address('heartbeat', heartbeat),
  };
}

function contentOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch (cause) {
    const seen = (cause instanceof Error ? cause.message : String(cause)).split('\n')[0] ?? '';
    throw new WatchError('alerts-file', `${file}: expected a JSON file, got: ${seen}`, { cause });
  }
}

/** Its own name, or its kind: a number behind it where there are several. */
function nameOf(all: readonly ChannelData[], at: number): string {
  const data = all[at];
  if (!data) return String(at);
  const alike = all.slice(0, at).filter(({ kind }) => kind === data.kind).length;
  return data.name ?? (alike === 0 ? data.kind : `${data.kind}-${alike + 1}`);
}

function openChannel(data: ChannelData, name: string, given: Given, field: string): Channel {
  switch (data.kind) {
    case 'webhook':
      return webhookChannel(data, name, given, field);
    case 'mail':
      return mailChannel(data, name, given, field);
    case 'textfile':
      return textfileChannel(data, name, given);
    case 'pushgateway':
      return pushgatewayChannel(data, name, given, field);
    case 'otlp':
      return otlpChannel(data, name, given, field);
  }
}

function givenIn(file: string): Given {
  const secret = (field: string, variable: string): string => {
    const value = environment.secret(variable);
    if (value !== undefined) return value;
    const expected = `expected ${variable} to be set in the environment, got nothing`;
    throw new WatchError('alerts-file', `${file}: ${field}: ${expected}`);
  };
  return {
    secret,
    address(field, { url, urlVariable }) {
      const text = url ?? secret(`${field}.urlVariable`, urlVariable ?? '');
      if (/^https?:$/u.test(URL.parse(text)?.protocol ?? '')) return text;
      throw new WatchError(
        'alerts-file',
        `${file}: ${field}: expected an address http(s)://…, got other text`,
      );
    },
    path: (name) => resolve(dirname(file), name),
  };
}
