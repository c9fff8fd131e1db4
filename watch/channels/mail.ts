import { readFileSync } from 'node:fs';
import { createTransport } from 'nodemailer';
import { headline, linesOf } from '../message.ts';
import type { ChannelData } from './alerts-schema.ts';
import type { Channel } from './channel.ts';
import type { Given } from './read-alerts.ts';

type Data = Extract<ChannelData, { kind: 'mail' }>;

const withinMs = 10_000;

export function mailChannel(data: Data, name: string, given: Given, field: string): Channel {
  const { host, port, secure, plainAllowed, userVariable, passwordVariable, from, to, caFile } = data;
  const auth =
    userVariable === undefined
      ? {}
      : {
          auth: {
            user: given.secret(`${field}.userVariable`, userVariable),
            pass: given.secret(`${field}.passwordVariable`, passwordVariable ?? userVariable),
          },
        };
  const ca = caFile === undefined ? {} : { ca: readFileSync(given.path(caFile), 'utf8') };
  return {
    name,
    takes: 'alert',
    async deliver(message) {
      if (message.kind !== 'alert') return;
      const transport = createTransport({
        host,
        port,
        secure,
        // A password is never sent in the clear.
        requireTLS: !secure && !plainAllowed,
        ignoreTLS: plainAllowed && userVariable === undefined,
        tls: ca,
        ...auth,
        connectionTimeout: withinMs,
        greetingTimeout: withinMs,
        socketTimeout: withinMs,
      });
      try {
        await transport.sendMail({
          from,
          to: [...to],
          subject: headline(message),
          text: linesOf(message).join('\n'),
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
      } finally {
        transport.close();
      }
    },
  };
}
