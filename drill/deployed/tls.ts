import { connect } from 'node:tls';
import { greet } from '../../stack/attach/greet.ts';
import { tryTls } from '../../stack/attach/try-tls.ts';
import { openHttp } from '../../stack/clients/http.ts';
import type { FoundDeployment } from '../../stack/attach/deployment-facts.ts';
import { serverNameOf } from '../../stack/url-host.ts';
import type { DeployedQuestion } from './ask-deployed.ts';
import { gradeTls, guide, keyBitsOf, isAtLeast, notLookedFor, type SeenTls } from './tls-grade.ts';

const check = 'tls.grade';

async function hstsOf({ hostName, endpoint, caPem }: FoundDeployment): Promise<number> {
  const front = { host: endpoint.host, httpsPort: endpoint.port, httpPort: endpoint.port };
  const http = openHttp({ facts: { hostName, front }, access: { caPem } });
  try {
    const answer = await http.request({ method: 'GET', path: '/' });
    return Number(/max-age="?(\d+)/iu.exec(answer.header('strict-transport-security'))?.[1] ?? 0);
  } finally {
    await http.close();
  }
}

/** Key and signature of the leaf that the server shows. */
async function leafOf({ endpoint, hostName }: FoundDeployment) {
  return await new Promise<{ keyType: string; keyBits: number; signature: string }>((resolve, reject) => {
    const { host, port } = endpoint;
    const socket = connect({ host, port, servername: serverNameOf(hostName), rejectUnauthorized: false });
    socket.once('error', reject);
    socket.once('secureConnect', () => {
      const leaf = socket.getPeerX509Certificate();
      // Node names the algorithm that signed it since 24.9; an older one says nothing, and nothing is judged.
      const signature: unknown = leaf && Reflect.get(leaf, 'signatureAlgorithm');
      if (leaf === undefined) {
        socket.destroy();
        reject(new Error(`${hostName}: expected a certificate, got none`));
        return;
      }
      const { publicKey } = leaf;
      const keyType = publicKey.asymmetricKeyType ?? '';
      resolve({
        keyType,
        keyBits: keyBitsOf(publicKey),
        signature: typeof signature === 'string' ? signature : '',
      });
      socket.destroy();
    });
  });
}

/** Speaks every version and suite that this machine can, and grades the answers. */
export async function askTls({ target, attached, report, tell }: DeployedQuestion): Promise<void> {
  const { main } = attached;
  const { hostName, endpoint, caPem } = main;
  report(`grading the TLS of ${hostName} by ${guide}`);
  const { untrusted, wrongName } = await greet({ endpoint, hostName, caPem });
  const spoken = await tryTls({ endpoint, hostName });
  const certificate = { ...(await leafOf(main)), untrusted, wrongName };
  // Nobody is asked for pages who is not who they should be.
  const hstsS = untrusted === undefined && wrongName === undefined ? await hstsOf(main) : 0;
  const seen: SeenTls = { ...spoken, certificate, hstsS };
  const { grade, score, caps } = gradeTls(seen);
  const wanted = target.deployed.tlsGrade;
  const versions = [...new Set(spoken.ciphers.map(({ version }) => version))].join(', ');
  const isReached = isAtLeast(grade, wanted);
  const told = `${grade} (${score} of 100; ${versions}; ${spoken.ciphers.length} suites; ${guide}; ${notLookedFor})`;
  tell({
    check,
    expected: `${wanted} or better`,
    actual: told,
    n: spoken.ciphers.length,
    outcome: isReached ? 'pass' : 'fail',
    reason: isReached ? '' : `expected ${wanted} or better, got ${told}: ${caps.join('; ')}`,
  });
}
