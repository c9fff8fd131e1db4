import type { ChannelData } from './alerts-schema.ts';
import { post, type Channel } from './channel.ts';
import { headersOf } from './headers-of.ts';
import { prometheusText } from './prometheus-text.ts';
import type { Given } from './read-alerts.ts';

type Data = Extract<ChannelData, { kind: 'pushgateway' }>;

/** Replaces the group of this target and place: what the last look saw, and nothing of the one before. */
export function pushgatewayChannel(data: Data, name: string, given: Given, field: string): Channel {
  const base = given.address(field, data).replace(/\/+$/u, '');
  const headers = headersOf(data, given, field);
  return {
    name,
    takes: 'measured',
    onlyNewest: true,
    async deliver(message) {
      if (message.kind !== 'measured') return;
      const { target, place } = message.look;
      // A place holds slashes, which a path of labels takes in base64 alone.
      const group = `target/${target}/place@base64/${Buffer.from(place).toString('base64url')}`;
      const url = `${base}/metrics/job/golive_smoke/${group}`;
      await post(url, {
        method: 'PUT',
        type: 'text/plain; version=0.0.4',
        body: prometheusText(message.look),
        headers,
      });
    },
  };
}
