import { headline, linesOf, type Alert } from '../message.ts';
import type { ChannelData } from './alerts-schema.ts';
import { post, type Channel } from './channel.ts';
import { headersOf } from './headers-of.ts';
import type { Given } from './read-alerts.ts';

type Data = Extract<ChannelData, { kind: 'webhook' }>;

export function webhookChannel(data: Data, name: string, given: Given, field: string): Channel {
  const url = given.address(field, data);
  const headers = headersOf(data, given, field);
  return {
    name,
    takes: 'alert',
    async deliver(message) {
      if (message.kind !== 'alert') return;
      const body = JSON.stringify(data.format === 'slack' ? slackBody(message) : jsonBody(message));
      await post(url, { type: 'application/json', body, headers });
    },
  };
}

/** What incoming webhooks of Slack take: one text, in which three characters are written out. */
export function slackBody(alert: Alert): { readonly text: string } {
  const [first = '', ...rest] = linesOf(alert).map(written);
  return { text: [`*${first}*`, ...rest].join('\n') };
}

const written = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** All that is known, for machines. A field is added, never changed in its meaning. */
export function jsonBody({ kind: _, ...alert }: Alert) {
  return { version: 1, headline: headline({ kind: 'alert', ...alert }), ...alert };
}
