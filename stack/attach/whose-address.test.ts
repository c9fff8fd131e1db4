import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { networkInterfaces } from 'node:os';
import { sourceAddressFor } from '../clients/source-address.ts';
import { permitOf, whoseAddress, whyForbidden } from './whose-address.ts';

const item = (address: string, cidr: string) =>
  ({ address, cidr, netmask: '', family: 'IPv4', mac: '', internal: false }) as const;
const interfaces: ReturnType<typeof networkInterfaces> = {
  lo: [item('127.0.0.1', '127.0.0.1/8')],
  eth0: [item('192.0.2.2', '192.0.2.2/24')],
  docker0: [item('172.17.0.1', '172.17.0.1/16')],
  'br-0123456789ab': [item('172.18.0.1', '172.18.0.1/16')],
};

it('an address is loopback, this machine’s, a container’s on it, or somebody else’s', () => {
  const whose = (address: string) => whoseAddress(address, interfaces);
  assert.equal(whose('127.83.4.5'), 'loopback');
  assert.equal(whose('::1'), 'loopback');
  assert.equal(whose('192.0.2.2'), 'own');
  assert.equal(whose('172.17.0.9'), 'container');
  assert.equal(whose('172.18.3.4'), 'container');
  // On the same network as this machine is not on this machine.
  assert.equal(whose('192.0.2.3'), 'foreign');
  assert.equal(whose('172.19.0.2'), 'foreign');
  assert.equal(whose('203.0.113.7'), 'foreign');
});

it('somebody else’s address needs a permit for this very thing, good until the end of its day', () => {
  const permit = { address: '203.0.113.7', allows: ['load'], until: '2026-03-02', by: 'Ada' } as const;
  const at = (day: string) => new Date(`${day}T23:00:00Z`);
  assert.equal(permitOf([permit], 'load', '203.0.113.7', at('2026-03-02')), permit);
  assert.equal(whyForbidden([permit], 'load', '203.0.113.7', at('2026-03-02')), undefined);
  assert.match(
    whyForbidden([permit], 'load', '203.0.113.7', at('2026-03-03')) ?? '',
    /the permit of Ada for 203\.0\.113\.7 ended with 2026-03-02/u,
  );
  assert.match(
    whyForbidden([permit], 'ports', '203.0.113.7', at('2026-03-02')) ?? '',
    /nobody has allowed it/u,
  );
  assert.match(
    whyForbidden([permit], 'load', '203.0.113.8', at('2026-03-02')) ?? '',
    /nobody has allowed it/u,
  );
  assert.equal(whyForbidden([], 'load', '127.0.0.1', at('2026-03-02')), undefined);
});

it('a client comes from its own loopback address, elsewhere from one that was given, or from no chosen one', () => {
  const front = (host: string) => ({ front: { host, httpsPort: 443, httpPort: 80 } });
  assert.equal(sourceAddressFor(front('127.0.0.1'), '127.0.0.20'), '127.0.0.20');
  assert.equal(sourceAddressFor(front('::1'), '127.0.0.20'), undefined);
  assert.equal(sourceAddressFor(front('203.0.113.7'), '127.0.0.20'), undefined);
  const given = { ...front('203.0.113.7'), sourceAddresses: ['198.51.100.1', '198.51.100.2'] };
  assert.equal(sourceAddressFor(given, undefined), undefined);
  const [one, other] = [sourceAddressFor(given, '127.0.0.20'), sourceAddressFor(given, '127.0.0.21')];
  assert.deepEqual([one, other].sort(), given.sourceAddresses);
  assert.equal(sourceAddressFor(given, '127.0.0.20'), one);
});
