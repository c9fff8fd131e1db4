import type { Look } from '../look/look.ts';
import type { ChannelData } from './alerts-schema.ts';
import { post, type Channel } from './channel.ts';
import { headersOf } from './headers-of.ts';
import { metricsOf } from './prometheus-text.ts';
import type { Given } from './read-alerts.ts';

type Data = Extract<ChannelData, { kind: 'otlp' }>;

export function otlpChannel(data: Data, name: string, given: Given, field: string): Channel {
  const url = `${given.address(field, data).replace(/\/+$/u, '')}/v1/metrics`;
  const headers = headersOf(data, given, field);
  return {
    name,
    takes: 'measured',
    async deliver(message) {
      if (message.kind !== 'measured') return;
      await post(url, { type: 'application/json', body: JSON.stringify(otlpBody(message.look)), headers });
    },
  };
}

interface Attribute {
  readonly key: string;
  readonly value: { readonly stringValue: string };
}

const attributes = (texts: Readonly<Record<string, string>>): readonly Attribute[] =>
  Object.entries(texts).map(([key, stringValue]) => ({ key, value: { stringValue } }));

/** ExportMetricsServiceRequest in the JSON of OTLP: 64-bit numbers are texts, names are in camel case. */
export function otlpBody(look: Look) {
  const timeUnixNano = `${Date.parse(look.startedAt)}000000`;
  const metrics = metricsOf(look).map(({ name, help, samples }) => ({
    name: name.replace(/^golive_smoke_/u, 'golive.smoke.'),
    description: help,
    unit: /_seconds$/u.test(name) ? 's' : '1',
    gauge: {
      dataPoints: samples.map(({ labels = {}, value }) => ({
        attributes: attributes(labels),
        timeUnixNano,
        asDouble: value,
      })),
    },
  }));
  const resource = attributes({
    'service.name': 'golive',
    'golive.target': look.target,
    'golive.place': look.place,
    'golive.run': look.run,
  });
  return {
    resourceMetrics: [
      { resource: { attributes: resource }, scopeMetrics: [{ scope: { name: 'golive.smoke' }, metrics }] },
    ],
  };
}
