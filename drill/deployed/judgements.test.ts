import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Greeting } from '../../stack/attach/greet.ts';
import { deployedSchema } from '../../targets/schema/deployed.ts';
import { judgeRenewal, judgeTrust } from './certificate.ts';
import { differences, judgeDrift } from './drift.ts';
import { judgeName } from './name.ts';

const stated = deployedSchema.parse({ dns: { aaaa: 'none', caa: ['letsencrypt.org'] } });
const records = { a: ['203.0.113.7'], aaaa: [], caa: ['letsencrypt.org'], trouble: undefined };
const failed = (rows: readonly { outcome?: string; reason?: string }[]) =>
  rows.filter(({ outcome, reason }) => outcome === 'fail' || (outcome === undefined && reason !== ''));

describe('the name', () => {
  it('leads to the address that was verified, among others too', () => {
    const both = { ...records, a: ['203.0.113.6', '203.0.113.7'] };
    assert.deepEqual(failed(judgeName('app.example', '203.0.113.7', records, stated)), []);
    assert.deepEqual(failed(judgeName('app.example', '203.0.113.7', both, stated)), []);
  });

  it('fails where it leads elsewhere or nowhere, and is open where nobody answered', () => {
    assert.equal(judgeName('app.example', '203.0.113.8', records, stated)[0]?.outcome, 'fail');
    const nowhere = { ...records, a: [] };
    assert.match(
      judgeName('app.example', '203.0.113.7', nowhere, stated)[0]?.reason ?? '',
      /leads to nowhere/u,
    );
    const silent = { ...nowhere, trouble: 'A: ETIMEOUT' };
    assert.equal(judgeName('app.example', '203.0.113.7', silent, stated)[0]?.outcome, 'inconclusive');
  });

  it('has the AAAA and CAA records that are stated', () => {
    const other = { ...records, aaaa: ['2001:db8::7'], caa: [] };
    const reasons = failed(judgeName('app.example', '203.0.113.7', other, stated)).map(
      ({ reason }) => reason,
    );
    assert.equal(reasons.length, 2);
    assert.match(reasons.join('\n'), /AAAA records of app\.example: expected none, saw 2001:db8::7/u);
    assert.match(reasons.join('\n'), /CAA records for app\.example: expected letsencrypt\.org, saw none/u);
    const silent = deployedSchema.parse({});
    assert.deepEqual(failed(judgeName('app.example', '203.0.113.7', other, silent)), []);
  });
});

const now = new Date('2026-03-01T00:00:00Z');
const days = (count: number): Date => new Date(now.getTime() + count * 86_400_000);
const greeting: Greeting = {
  untrusted: undefined,
  wrongName: undefined,
  names: 'DNS:app.example',
  issuer: 'CN=R11',
  validFrom: days(-10),
  validTo: days(80),
  spki: '',
  protocol: 'TLSv1.3',
  application: 'h2',
};

describe('the certificate', () => {
  it('is trusted for the name', () => {
    assert.deepEqual(failed(judgeTrust('app.example', greeting)), []);
    const cut = { ...greeting, untrusted: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' };
    assert.match(failed(judgeTrust('app.example', cut))[0]?.reason ?? '', /leads to a trusted root/u);
    const other = { ...greeting, names: 'DNS:b.example', wrongName: 'no' };
    assert.equal(failed(judgeTrust('app.example', other)).length, 1);
  });

  it('fails near its end, and where its renewal is overdue', () => {
    assert.deepEqual(failed(judgeRenewal(greeting, stated, now)), []);
    const near = { ...greeting, validFrom: days(-76.1), validTo: days(13.9) };
    assert.equal(failed(judgeRenewal(near, stated, now)).length, 2);
    assert.equal(failed(judgeRenewal({ ...greeting, validTo: days(-1) }, stated, now)).length, 2);
    // Of a year, 20 days are enough of days and too few of its life: its renewal should have come long ago.
    const year = { ...greeting, validFrom: days(-345), validTo: days(20) };
    assert.match(failed(judgeRenewal(year, stated, now))[0]?.reason ?? '', /renewal is overdue/u);
  });
});

describe('drift', () => {
  const names = ['a', 'b'] as const;
  it('names what differs, what one lacks, and nothing else', () => {
    const one = { 'html server': 'nginx', 'html x': '1' };
    assert.deepEqual(differences(one, { ...one }), []);
    assert.deepEqual(differences(one, { 'html server': 'caddy' }), [
      'html server: nginx against caddy',
      'html x: 1 against not there',
    ]);
  });

  it('fails by one difference, and proves nothing by nothing', () => {
    assert.equal(judgeDrift('headers', names, { x: '1' }, { x: '1' }).outcome, 'pass');
    assert.equal(judgeDrift('headers', names, { x: '1' }, { x: '2' }).outcome, 'fail');
    assert.equal(judgeDrift('headers', names, {}, {}).outcome, 'inconclusive');
  });
});
