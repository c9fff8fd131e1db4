import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Agent, ProxyAgent, request, type Dispatcher } from 'undici';
import { createRunCertificates } from '../certificates.ts';
import { freePort } from '../ports.ts';
import { startStandIn } from './stand-in.ts';

const hostName = 'api.bank.example';

describe('a stand-in for somebody else’s service', () => {
  const said: string[] = [];
  let dispatcher: Dispatcher;
  let direct: Dispatcher;
  let stop: () => Promise<void>;
  let tlsPort: number;
  before(async () => {
    const { caPem, certificatePem, keyPem } = await createRunCertificates([hostName]);
    const proxyPort = await freePort();
    tlsPort = await freePort();
    stop = await startStandIn({
      hostNames: [hostName],
      certificatePem,
      keyPem,
      proxyPort,
      tlsPort,
      answer: ({ method, path, query, body, headers }) =>
        path === '/page'
          ? { status: 200, body: '<h1>Allow?</h1>' }
          : { status: 201, body: { method, path, of: query.get('of'), body, who: headers.authorization } },
      say: (line) => said.push(line),
    });
    dispatcher = new ProxyAgent({ uri: `http://127.0.0.1:${proxyPort}`, requestTls: { ca: caPem } });
    direct = new Agent({ connect: { ca: caPem, servername: hostName } });
  });
  after(async () => {
    await dispatcher?.close();
    await direct?.close();
    await stop?.();
  });

  it('answers by the system’s own call, through the proxy and trusting the run’s authority', async () => {
    const { statusCode, body } = await request(`https://${hostName}/v2/pay?of=me&secret=s3`, {
      dispatcher,
      method: 'POST',
      headers: { authorization: 'Bearer t0ken' },
      body: 'hello',
    });
    assert.equal(statusCode, 201);
    const wanted = { method: 'POST', path: '/v2/pay', of: 'me', body: 'hello', who: 'Bearer t0ken' };
    assert.deepEqual(await body.json(), wanted);
    assert.deepEqual(said, [`POST https://${hostName}/v2/pay 201`]);
  });

  it('answers a browser that comes to its TLS port, with a page', async () => {
    const { headers, body } = await request(`https://127.0.0.1:${tlsPort}/page`, { dispatcher: direct });
    assert.match(String(headers['content-type']), /^text\/html/u);
    assert.equal(await body.text(), '<h1>Allow?</h1>');
  });

  it('passes nothing on: any other name, or no TLS, is refused and said', async () => {
    await assert.rejects(request('https://other.example/', { dispatcher }), /403/u);
    assert.equal(said.at(-1), 'refused a tunnel to other.example:443');
  });
});
