import { greet, type Greeting } from '../../stack/attach/greet.ts';
import type { Deployed } from '../../targets/schema/deployed.ts';
import type { DeployedQuestion, Row } from './ask-deployed.ts';

const trusted = 'certificate.trusted';
const renewed = 'certificate.renewed';
const dayMs = 86_400_000;

/** Chain and name: pure. */
export function judgeTrust(hostName: string, { untrusted, wrongName, names }: Greeting): readonly Row[] {
  const chain = untrusted === undefined ? 'trusted' : `not trusted: ${untrusted}`;
  return [
    {
      check: trusted,
      expected: 'trusted',
      actual: chain,
      reason:
        untrusted === undefined
          ? ''
          : `the chain that the server sends: expected one that leads to a trusted root, got ${untrusted}`,
    },
    {
      check: trusted,
      operator: 'contains',
      expected: hostName,
      actual: names || 'no names',
      outcome: wrongName === undefined ? 'pass' : 'fail',
      reason: wrongName === undefined ? '' : `expected a certificate for ${hostName}, got one for ${names}`,
    },
  ];
}

/** Days left, and share of its life: pure. */
export function judgeRenewal(
  { validFrom, validTo, issuer }: Greeting,
  { certificate }: Pick<Deployed, 'certificate'>,
  now: Date,
): readonly Row[] {
  const leftMs = validTo.getTime() - now.getTime();
  const left = Math.floor((leftMs / dayMs) * 10) / 10;
  const life = validTo.getTime() - validFrom.getTime();
  const share = Math.round((leftMs / life) * 100) / 100;
  const until = validTo.toISOString().slice(0, 10);
  const { leastDaysLeft, leastShareLeft } = certificate;
  return [
    {
      check: renewed,
      operator: '>=',
      expected: leastDaysLeft,
      actual: left,
      unit: 'days',
      limit: leastDaysLeft,
      reason:
        left >= leastDaysLeft
          ? ''
          : `it ends on ${until}, in ${left} days: expected ${leastDaysLeft} or more`,
    },
    {
      check: renewed,
      operator: '>=',
      expected: leastShareLeft,
      actual: share,
      unit: 'of its life',
      limit: leastShareLeft,
      reason:
        share >= leastShareLeft
          ? ''
          : `${share} of its life is left (${issuer}): expected ${leastShareLeft} or more, its renewal is overdue`,
    },
  ];
}

export async function askCertificate({ target, attached, report, tell }: DeployedQuestion): Promise<void> {
  const { hostName, endpoint, caPem } = attached.main;
  report(`shaking hands with ${endpoint.host}:${endpoint.port} as ${hostName}`);
  const greeting = await greet({ endpoint, hostName, caPem });
  for (const row of judgeTrust(hostName, greeting)) tell(row);
  for (const row of judgeRenewal(greeting, target.deployed, new Date())) tell(row);
  const { renewal } = attached.hooks.commands;
  if (renewal === undefined) return;
  report('trying the renewal');
  const { exitCode, stdout, stderr } = await attached.run(renewal);
  const said = `${stdout}\n${stderr}`.trim().slice(-200);
  const reason =
    exitCode === 0 ? '' : `the renewal’s trial: expected exit code 0, got ${exitCode}; it said ${said}`;
  tell({ check: renewed, expected: 0, actual: exitCode, reason });
}
