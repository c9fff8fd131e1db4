import { asText, readPointer } from '../../targets/pointer.ts';
import type { Deployed } from '../../targets/schema/deployed.ts';
import { openHttp } from '../clients/http.ts';
import type { FoundDeployment } from './deployment-facts.ts';

/** The version that a deployment says of itself. @throws StackError `not-ready`; Error where it says none. */
export async function readVersion(
  { hostName, endpoint, guard, caPem: ownCa }: FoundDeployment,
  { path, pointer }: NonNullable<Deployed['version']>,
): Promise<string> {
  const own = { host: endpoint.host, httpsPort: endpoint.port, httpPort: endpoint.port };
  const { front, caPem } = guard ?? { front: own, caPem: ownCa };
  const http = openHttp({ facts: { hostName, front }, access: { caPem } });
  try {
    const answer = await http.request({ method: 'GET', path });
    if (answer.status !== 200) throw new Error(`GET ${path}: expected 200, got ${answer.status}`);
    const version = asText(readPointer(answer.json(), pointer));
    if (version === '') throw new Error(`GET ${path}: expected a version at ${pointer}, got none`);
    return version;
  } finally {
    await http.close();
  }
}
