import { once } from 'node:events';
import { createServer } from 'node:https';
import { completeRow } from '../../evidence/complete.ts';
import type { EvidenceRow, Observation } from '../../evidence/row.ts';
import { createRunCertificates } from '../../stack/certificates.ts';
import type { Component } from '../../stack/component.ts';
import { StackError } from '../../stack/stack-error.ts';
import type { StartedStack } from '../../stack/started-stack.ts';
import { loadTarget, targetFile } from '../../targets/load.ts';

/** What the front answers whatever it is asked. */
export interface Said {
  status: number;
  body: string;
}

const unsupported = (): never => {
  throw new StackError('unsupported', 'a stack that is a front and nothing else');
};

/** The reference system as its front alone shows it: a TLS server in this process that says what it is told to say. */
export async function startFront(
  said: Said,
  components: readonly Component[] = [],
): Promise<StartedStack & { readonly asked: readonly string[] }> {
  const target = await loadTarget(targetFile('reference'));
  const certificates = await createRunCertificates([target.hostName]);
  const asked: string[] = [];
  const server = createServer(
    { key: certificates.keyPem, cert: certificates.certificatePem },
    (request, response) => {
      asked.push(`${request.method} ${request.url}`);
      request.resume();
      response.writeHead(said.status, { 'content-type': 'application/json' }).end(said.body);
    },
  ).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const httpsPort = typeof address === 'object' && address !== null ? address.port : 0;
  const email = 'somebody@example.com';
  return {
    asked,
    target,
    components,
    factsFile: '',
    folder: '',
    shimFolder: '',
    edge: { insert: unsupported, servePlainHttp: unsupported },
    component: unsupported,
    forceScene: unsupported,
    operate: unsupported,
    facts: {
      run: 'test',
      name: 'main',
      target: target.name,
      driver: 'process',
      hostName: target.hostName,
      front: { host: '127.0.0.1', httpsPort, httpPort: httpsPort },
      spki: certificates.spkiSha256Base64,
      seed: 'S',
      startedAt: new Date().toISOString(),
      release: { version: '1', digest: 'none' },
      parts: [],
      emulated: [],
      repaired: [],
      accessFile: '',
      forcedScene: null,
    },
    access: {
      caPem: certificates.caPem,
      accounts: Object.fromEntries(
        target.roles.map(({ id, account }) => [account ?? id, { email, password: 'a password' }]),
      ),
      secrets: [],
    },
    async [Symbol.asyncDispose]() {
      if (!server.listening) return;
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Keeps what a stage observes and reports. */
export function keepRows(): {
  readonly rows: EvidenceRow[];
  readonly reports: string[];
  observe(stack: string, observation: Observation): EvidenceRow;
  report(message: string): void;
} {
  const rows: EvidenceRow[] = [];
  const reports: string[] = [];
  return {
    rows,
    reports,
    observe(stack, observation) {
      const row = completeRow(observation, { run: 'test', stack, now: new Date() });
      rows.push(row);
      return row;
    },
    report: (message) => void reports.push(message),
  };
}
