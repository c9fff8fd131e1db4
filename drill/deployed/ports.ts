import { knock, usualPorts } from '../../stack/attach/knock.ts';
import { whyForbidden } from '../../stack/attach/whose-address.ts';
import type { DeployedQuestion } from './ask-deployed.ts';

const check = 'ports.only-stated';

/** A bounded list, at the one address that was attached to, where that is ours or its owner has allowed it. */
export async function askPorts({ target, attached, report, tell }: DeployedQuestion): Promise<void> {
  const { endpoint } = attached.main;
  const { expect, permits } = attached.hooks;
  const forbidden = whyForbidden(permits, 'ports', endpoint.host);
  if (forbidden !== undefined) {
    tell({ check, expected: 'an answer', actual: null, n: 0, outcome: 'inconclusive', reason: forbidden });
    return;
  }
  const stated = [...new Set([...(expect.ports ?? target.deployed.ports), endpoint.port])];
  const asked = [...new Set([...usualPorts, ...stated])];
  report(`knocking at ${asked.length} ports of ${endpoint.host}`);
  const open = await knock(endpoint.host, asked);
  if (!open.includes(endpoint.port)) {
    const reason = `port ${endpoint.port} itself did not answer within its limit: silence of the others proves nothing`;
    tell({ check, expected: endpoint.port, actual: null, outcome: 'inconclusive', reason });
    return;
  }
  const surplus = open.filter((port) => !stated.includes(port));
  tell({
    check,
    operator: 'is-empty',
    expected: '',
    actual: surplus.join(', '),
    n: asked.length,
    reason:
      surplus.length === 0
        ? ''
        : `${endpoint.host} answers at ${surplus.join(', ')} as well: expected ${stated.join(', ')} and nothing else of ${asked.length} ports`,
  });
}
