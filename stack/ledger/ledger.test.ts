import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { loadTarget, targetFile } from '../../targets/load.ts';
import { Ledger, readLedger } from './ledger.ts';
import { markersOf, writesOf } from './writes.ts';

const run = '20261121T110000-reference-a1b2';
const marker = 'a1b2-none-3f2c1a-1';
const target = await loadTarget(targetFile('reference'));

describe('the ledger', () => {
  let folder: string;
  let file: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'ledger-'));
    file = join(folder, 'ledger.jsonl');
  });
  after(() => rmSync(folder, { recursive: true }));

  it('notes a write before it is sent, with the marker in its body, and what it made', () => {
    const ledger = new Ledger(file, run);
    assert.equal(ledger.sending('GET', '/api/customers', undefined), undefined);
    const id = ledger.sending('POST', '/api/customers?x=secret', `{"name":"Bakery ${marker}"}`);
    assert.deepEqual(
      readLedger(file).map(({ type }) => type),
      ['sent'],
      'before the answer is there',
    );
    ledger.answered(id, { status: 201, text: '{"id":"c-1","name":"Bakery"}' });
    const [sent, answered] = readLedger(file);
    assert.equal(sent?.type === 'sent' && sent.path, '/api/customers');
    assert.equal(sent?.type === 'sent' && sent.marker, marker);
    assert.equal(answered?.type === 'answered' && answered.made, 'c-1');
  });

  it('knows the markers of tests, of the drill and of load, and no others', () => {
    const ledger = new Ledger(file, run);
    const bodies = [
      `x ${marker} y`,
      'drill-0123456789ab-7',
      `load-${run}-000012`,
      `load-${run}-again-000012`,
      'c3d4-none-3f2c1a-1',
      '{}',
    ];
    for (const body of bodies) ledger.sending('PATCH', '/api/x', body);
    const found = readLedger(file).flatMap((entry) => (entry.type === 'sent' ? [entry.marker] : []));
    const known = bodies.map((body, at) => (at === 0 ? marker : at < 4 ? body : null));
    assert.deepEqual(found.slice(1), known);
  });

  it('leaves out sessions, refusals, and a last line that was cut short', () => {
    const ledger = new Ledger(file, run);
    ledger.intend(marker, 'task.confirmed / customer.create');
    ledger.sending('POST', target.signIn.request.path, undefined);
    const refused = ledger.sending('POST', '/api/refused', undefined);
    ledger.answered(refused, { status: 403, text: 'no' });
    ledger.sending('POST', '/api/unanswered', undefined);
    appendFileSync(file, '{"type":"sent","at":"2026');
    const entries = readLedger(file);
    const paths = writesOf(entries, target).map(({ path, status }) => `${path} ${status ?? '-'}`);
    assert.ok(!paths.some((path) => path.includes('login') || path.includes('refused')));
    assert.ok(paths.includes('/api/unanswered -'));
    assert.equal(markersOf(entries).filter((text) => text === marker).length, 1);
  });

  it('is empty where there is none', () => assert.deepEqual(readLedger(join(folder, 'none')), []));
});
