import { isIP } from 'node:net';
import { lookUp, type NameRecords } from '../../stack/attach/look-up.ts';
import type { Deployed } from '../../targets/schema/deployed.ts';
import type { DeployedQuestion, Row } from './ask-deployed.ts';

const check = 'name.leads-here';

/** What the records of a name show, as rows: pure. */
export function judgeName(
  hostName: string,
  connected: string,
  { a, aaaa, caa, trouble }: NameRecords,
  { dns }: Pick<Deployed, 'dns'>,
): readonly Row[] {
  const found = [...a, ...aaaa];
  if (found.length === 0 && trouble !== undefined) {
    const reason = `name servers did not answer for ${hostName}: ${trouble}`;
    return [{ check, expected: connected, actual: null, n: 0, outcome: 'inconclusive', reason }];
  }
  const leads = found.includes(connected);
  const list = found.join(', ') || 'nowhere';
  const rows: Row[] = [
    {
      check,
      expected: connected,
      actual: list,
      n: found.length || 1,
      outcome: leads ? 'pass' : 'fail',
      reason: leads
        ? ''
        : `${hostName}: expected to lead to ${connected}, which was verified, leads to ${list}`,
    },
  ];
  if (dns.aaaa !== 'either') {
    const there = aaaa.length > 0 ? 'some' : 'none';
    const reason =
      there === dns.aaaa
        ? ''
        : `AAAA records of ${hostName}: expected ${dns.aaaa}, saw ${aaaa.join(', ') || 'none'}`;
    rows.push({ check, expected: `AAAA: ${dns.aaaa}`, actual: `AAAA: ${there}`, reason });
  }
  if (dns.caa !== undefined) {
    const [expected, actual] = [sorted(dns.caa), sorted(caa)];
    const reason =
      expected === actual ? '' : `CAA records for ${hostName}: expected ${expected}, saw ${actual}`;
    rows.push({ check, expected: `CAA: ${expected}`, actual: `CAA: ${actual}`, reason });
  }
  return rows;
}

const sorted = (issuers: readonly string[]): string => [...new Set(issuers)].sort().join(', ') || 'none';

export async function askName({ target, attached, report, tell }: DeployedQuestion): Promise<void> {
  const { hostName, endpoint } = attached.main;
  if (isIP(hostName) !== 0) {
    const reason = `${hostName} is an address: people come by a name, and none was given (--url)`;
    tell({ check, expected: 'a name', actual: hostName, outcome: 'inconclusive', reason });
    return;
  }
  report(`asking name servers for ${hostName}`);
  const records = await lookUp(hostName, attached.hooks.dnsServers);
  for (const row of judgeName(hostName, endpoint.host, records, target.deployed)) tell(row);
}
