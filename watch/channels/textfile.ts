import { renameSync, writeFileSync } from 'node:fs';
import type { ChannelData } from './alerts-schema.ts';
import type { Channel } from './channel.ts';
import { prometheusText } from './prometheus-text.ts';
import type { Given } from './read-alerts.ts';

type Data = Extract<ChannelData, { kind: 'textfile' }>;

/** Written beside it and put in its place: whoever reads it sees the old file or the new one, never half of it. */
export function textfileChannel({ file }: Data, name: string, given: Given): Channel {
  const path = given.path(file);
  return {
    name,
    takes: 'measured',
    onlyNewest: true,
    deliver(message) {
      if (message.kind !== 'measured') return Promise.resolve();
      const draft = `${path}.${process.pid}.tmp`;
      writeFileSync(draft, prometheusText(message.look), { mode: 0o644 });
      renameSync(draft, path);
      return Promise.resolve();
    },
  };
}
