import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { SMTPServer } from 'smtp-server';
import { createRunCertificates } from '../../stack/certificates.ts';
import { tagChildren } from '../../stack/environment.ts';
import type { Alert } from '../message.ts';
import { startReceiver } from '../testing/receiver.ts';
import { failingLook, sampleLook } from '../testing/sample-look.ts';
import { prometheusText } from './prometheus-text.ts';
import { readAlerts } from './read-alerts.ts';

const folder = mkdtempSync(join(tmpdir(), 'golive-alerts-'));
after(() => rmSync(folder, { recursive: true }));

function alertsWith(...channels: readonly object[]) {
  const file = join(folder, 'alerts.json');
  writeFileSync(file, JSON.stringify({ channels }));
  return readAlerts(file);
}

const { troubles, sentence } = failingLook();
const alert: Alert = {
  kind: 'alert',
  event: 'failing',
  target: 'shop',
  title: 'Shop',
  place: 'https://shop.example',
  at: '2026-03-01T12:10:00.000Z',
  since: '2026-03-01T12:00:00.000Z',
  run: 'run-3',
  failures: 3,
  sentence,
  troubles,
};

test('a webhook like Slack’s is given one text, with its three characters written out', async () => {
  await using receiver = await startReceiver();
  tagChildren({ HOOK_URL: `${receiver.url}/services/T/B/secret` });
  const { channels } = alertsWith({ kind: 'webhook', format: 'slack', urlVariable: 'HOOK_URL' });
  await channels[0]?.deliver(alert);
  const [got] = receiver.received;
  assert.deepEqual(
    [got?.method, got?.path, got?.headers['content-type']],
    ['POST', '/services/T/B/secret', 'application/json'],
  );
  const body: unknown = JSON.parse(got?.body ?? '');
  assert.deepEqual(body, {
    text: [
      '*Shop is failing (https://shop.example)*',
      'NO-GO: sign-in.works / clerk failed.',
      '- sign-in.works / clerk: expected 200, saw &lt;b&gt;502&lt;/b&gt; &amp; "more"',
      'since 2026-03-01T12:00:00.000Z, 3 looks in a row',
      'run run-3',
    ].join('\n'),
  });
});

test('a webhook for machines is given all that is known, and the header that its file names', async () => {
  await using receiver = await startReceiver();
  tagChildren({ HOOK_TOKEN: 'Bearer abc' });
  const headerVariables = { authorization: 'HOOK_TOKEN' };
  const { channels } = alertsWith({ kind: 'webhook', format: 'json', url: receiver.url, headerVariables });
  await channels[0]?.deliver(alert);
  const [got] = receiver.received;
  const { kind: _, ...known } = alert;
  assert.deepEqual(JSON.parse(got?.body ?? ''), {
    version: 1,
    headline: 'Shop is failing (https://shop.example)',
    ...known,
  });
  assert.equal(got?.headers['authorization'], 'Bearer abc');
});

test('what answers with an error, or not at all, has not taken it; its address is not told', async () => {
  const receiver = await startReceiver();
  const { channels } = alertsWith({ kind: 'webhook', format: 'json', url: `${receiver.url}/secret-path` });
  receiver.answer = 500;
  await assert.rejects(
    async () => await channels[0]?.deliver(alert),
    /^Error: 127\.0\.0\.1:\d+: expected 2xx to POST, got 500$/u,
  );
  receiver.answer = 302;
  await assert.rejects(async () => await channels[0]?.deliver(alert), /got 302/u);
  await receiver[Symbol.asyncDispose]();
  await assert.rejects(
    async () => await channels[0]?.deliver(alert),
    (error: Error) => {
      assert.match(error.message, /expected an answer within 10 s, got: ./u);
      assert.ok(!error.message.includes('secret-path'));
      return true;
    },
  );
});

interface Mail {
  readonly user: string | undefined;
  readonly secure: boolean;
  readonly to: readonly string[];
  readonly text: string;
}

async function startMailServer(options: { readonly hasTls: boolean }) {
  const certificates = await createRunCertificates(['mail.example']);
  const mails: Mail[] = [];
  const server = new SMTPServer({
    ...(options.hasTls ? { cert: certificates.certificatePem, key: certificates.keyPem } : {}),
    disabledCommands: options.hasTls ? [] : ['STARTTLS'],
    authOptional: true,
    onAuth: ({ username, password }, _session, done) =>
      password === 'right' ? done(null, { user: username }) : done(new Error('wrong password')),
    onData: (stream, session, done) => {
      void (async () => {
        let text = '';
        for await (const chunk of stream) text += String(chunk);
        const to = session.envelope.rcptTo.map(({ address }) => address);
        mails.push({ user: session.user, secure: session.secure, to, text });
        done();
      })();
    },
  });
  // A client that will not go on without TLS hangs up.
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const address = server.server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  writeFileSync(join(folder, 'mail-ca.pem'), certificates.caPem);
  return { port, mails, [Symbol.asyncDispose]: () => new Promise<void>((done) => server.close(done)) };
}

const mail = {
  kind: 'mail',
  host: '127.0.0.1',
  from: 'golive@shop.example',
  to: ['a@shop.example', 'b@shop.example'],
};
const login = { userVariable: 'MAIL_USER', passwordVariable: 'MAIL_PASSWORD', caFile: 'mail-ca.pem' };

test('a mail is sent over TLS, signed in, to all who are named', async () => {
  await using server = await startMailServer({ hasTls: true });
  tagChildren({ MAIL_USER: 'golive', MAIL_PASSWORD: 'right' });
  const { channels } = alertsWith({ ...mail, ...login, port: server.port });
  await channels[0]?.deliver(alert);
  const [got] = server.mails;
  assert.deepEqual([got?.user, got?.secure, got?.to], ['golive', true, ['a@shop.example', 'b@shop.example']]);
  assert.match(got?.text ?? '', /^Subject: Shop is failing \(https:\/\/shop\.example\)$/mu);
  assert.match(got?.text ?? '', /^Auto-Submitted: auto-generated$/mu);
  assert.match(got?.text ?? '', /^NO-GO: sign-in\.works \/ clerk failed\.$/mu);
});

test('a wrong password is said, and no mail is sent; where there is no TLS, no password is', async () => {
  tagChildren({ MAIL_USER: 'golive', MAIL_PASSWORD: 'wrong' });
  {
    await using server = await startMailServer({ hasTls: true });
    const { channels } = alertsWith({ ...mail, ...login, port: server.port });
    await assert.rejects(async () => await channels[0]?.deliver(alert), /wrong password|Invalid login/u);
    assert.equal(server.mails.length, 0);
  }
  await using plain = await startMailServer({ hasTls: false });
  const { channels } = alertsWith({ ...mail, ...login, port: plain.port });
  await assert.rejects(async () => await channels[0]?.deliver(alert), /STARTTLS|TLS/u);
  assert.equal(plain.mails.length, 0);
});

test('figures are put in a file in one step, and nothing is left beside it', async () => {
  const metrics = join(folder, 'metrics');
  mkdirSync(metrics);
  const { channels } = alertsWith({ kind: 'textfile', file: 'metrics/golive.prom' });
  await channels[0]?.deliver({ kind: 'measured', look: failingLook() });
  await channels[0]?.deliver({ kind: 'measured', look: sampleLook() });
  assert.deepEqual(readdirSync(metrics), ['golive.prom']);
  assert.equal(readFileSync(join(metrics, 'golive.prom'), 'utf8'), prometheusText(sampleLook()));
});

test('a text of Prometheus holds a line for each figure, with what would break a label written out', () => {
  const look = failingLook({ place: 'https://a"b\\c', latenciesMs: [], up: null });
  const lines = prometheusText(look).trimEnd().split('\n');
  assert.ok(lines.includes('golive_smoke_ok{target="shop",place="https://a\\"b\\\\c"} 0'));
  assert.ok(
    lines.includes(
      'golive_smoke_trouble{target="shop",place="https://a\\"b\\\\c",check="sign-in.works",subject="clerk",outcome="fail"} 1',
    ),
  );
  // What was not measured is left out: a nought would be a figure.
  assert.ok(!lines.some((line) => line.includes('p95') || line.startsWith('golive_smoke_up')));
});

test('a pushgateway is given the group of this place anew', async () => {
  await using receiver = await startReceiver();
  const { channels } = alertsWith({ kind: 'pushgateway', url: `${receiver.url}/` });
  await channels[0]?.deliver({ kind: 'measured', look: sampleLook() });
  const [got] = receiver.received;
  const place = Buffer.from('https://shop.example').toString('base64url');
  assert.equal(
    `${got?.method} ${got?.path}`,
    `PUT /metrics/job/golive_smoke/target/shop/place@base64/${place}`,
  );
  assert.equal(got?.body, prometheusText(sampleLook()));
});

test('a collector of OpenTelemetry is given an ExportMetricsServiceRequest', async () => {
  await using receiver = await startReceiver();
  const { channels } = alertsWith({ kind: 'otlp', url: receiver.url });
  await channels[0]?.deliver({ kind: 'measured', look: failingLook() });
  const [got] = receiver.received;
  assert.equal(got?.path, '/v1/metrics');
  const { resourceMetrics } = JSON.parse(got?.body ?? '');
  const [{ resource, scopeMetrics }] = resourceMetrics;
  assert.deepEqual(resource.attributes[0], { key: 'service.name', value: { stringValue: 'golive' } });
  const metrics: { name: string; unit: string; gauge: { dataPoints: object[] } }[] = scopeMetrics[0].metrics;
  const p95 = metrics.find(({ name }) => name === 'golive.smoke.request_p95_seconds');
  // By the names of opentelemetry/proto/metrics/v1: fixed64 is a text in its JSON.
  assert.deepEqual(p95?.gauge.dataPoints, [
    { attributes: [], timeUnixNano: '1772366400000000000', asDouble: 0.048 },
  ]);
  assert.equal(p95?.unit, 's');
  const trouble = metrics.find(({ name }) => name === 'golive.smoke.trouble');
  assert.deepEqual(Object.keys(trouble?.gauge.dataPoints[0] ?? {}), [
    'attributes',
    'timeUnixNano',
    'asDouble',
  ]);
});
