import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startDeployment, withDatabase, type RunningDeployment } from './testing/deployment.ts';
import { startGolive, type GoliveChild } from './testing/golive-child.ts';
import { otherMachine, type OtherMachine } from './testing/network-namespace.ts';
import { makePlace, type Place } from './testing/place.ts';
import { lookFourTimes } from './testing/smoke-cases.ts';
import { verdictSchema, type Verdict } from '../reports/verdict.ts';
import { openSql } from '../stack/clients/sql.ts';
import { referenceRemovals } from '../targets/reference.removals.ts';
import type { HooksInput } from '../targets/schema/hooks.ts';

const today = new Date().toISOString().slice(0, 10);
const owner = { until: today, by: 'the owner of this test' };

describe('attaching to what runs already', { timeout: 540_000 }, () => {
  let deployment: RunningDeployment;
  let place: Place;
  before(async () => {
    deployment = await startDeployment();
    place = makePlace();
  });
  after(async () => {
    place[Symbol.dispose]();
    await deployment[Symbol.asyncDispose]();
  });

  const attach = (
    connect: string,
    given: Partial<HooksInput>,
    only: string,
    { through = [], environment = {} }: Partial<Parameters<typeof startGolive>[0]> = {},
    ...words: readonly string[]
  ): GoliveChild =>
    startGolive({
      place,
      through,
      environment: { ...deployment.environment, ...environment },
      arguments: [
        ...[
          'verify',
          'reference',
          '--stack',
          'attach',
          '--url',
          `https://${deployment.stack.facts.hostName}`,
        ],
        ...['--connect', connect, '--hooks', deployment.hooks(place.folder, given)],
        ...['--reports', place.reports, '--device', 'android', '--only', only, ...words],
      ],
    });
  const loopback = (): string => `127.0.0.1:${deployment.stack.facts.front.httpsPort}`;
  const runFolder = (): string => join(place.reports, [...place.runs()].sort().at(-1) ?? '');
  const verdict = (): Verdict =>
    verdictSchema.parse(JSON.parse(readFileSync(join(runFolder(), 'verdict.json'), 'utf8')));
  const of = (id: string, subject = 'target') =>
    verdict().checks.find((check) => check.id === id && check.subject === subject);
  const rows = async (query: string): Promise<number> => {
    if (!deployment.stack.access.sql) throw new Error('expected a database');
    await using sql = openSql(deployment.stack.access.sql);
    return Number((await sql.query(query))[0]?.['n']);
  };
  const customers = () => rows('select count(*)::int as n from customers');

  it('only looked at: read-only and in seconds, and a change is kept, told and shown', async () => {
    using own = makePlace();
    await lookFourTimes(deployment, own);
  });

  it('works on marked records, and takes them away', async () => {
    const before = await customers();
    const given = { ...withDatabase, removals: referenceRemovals };
    const digest = 'a'.repeat(64);
    const other = await attach(loopback(), {}, 'stack.ready', {}, '--release', `9.9.9@sha256:${digest}`)
      .ended;
    assert.equal(other.code, 2, other.stderr);
    assert.match(
      other.stderr,
      /expected a deployment that says it is 9\.9\.9, but GET \/health tells 1\.0\.0/u,
    );
    const stated = ['--release', `1.0.0@sha256:${digest}`];
    const ended = await attach(loopback(), given, 'task.confirmed/customer.create', {}, ...stated).ended;
    const restsOn = 'stated by --release for version 1.0.0, which GET /health tells';
    assert.deepEqual(verdict().run.release, { version: '1.0.0', digest, restsOn });
    assert.equal(of('task.confirmed', 'customer.create')?.outcome, 'pass', ended.stderr);
    assert.equal(ended.code, 3);
    assert.match(ended.stderr, /[1-9]\d* records removed, 0 things left/u);
    assert.equal(await customers(), before);
    const ledger = readFileSync(join(runFolder(), 'ledger.jsonl'), 'utf8');
    assert.ok(ledger.indexOf('"intent"') < ledger.indexOf('"/api/customers"'), ledger);
    assert.equal(verdict().run.stack, 'attach');
    assert.doesNotMatch(
      JSON.stringify(verdict()),
      new RegExp(deployment.stack.access.accounts['dispatcher']?.password ?? '-', 'u'),
    );
  });

  it('also after Ctrl-C, in the middle of its work', async () => {
    const before = await customers();
    const given = { ...withDatabase, removals: referenceRemovals, changesRecords: owner };
    const golive = attach(loopback(), given, 'task.confirmed,script.not-run');
    // Most of them have written by then.
    await golive.reached({ line: /(\d+)\/\d+ task\.confirmed \/ customer\.create/u });
    golive.child.kill('SIGINT');
    const ended = await golive.ended;
    assert.equal(ended.code, 130);
    assert.match(ended.stderr, /[1-9]\d* records removed, \d+ things left/u);
    assert.equal(await customers(), before);
    const jobs = await rows(
      `select count(*)::int as n from work_orders w where title like '%-android-%' and not exists (select from stock_ledger l where l.work_order_id = w.id)`,
    );
    assert.equal(jobs, 0);
    // A part that was used stays in a ledger that nobody may delete from: that is said, and where it can be read.
    const left = verdict().findings.filter(({ kind }) => kind === 'left behind');
    for (const { text } of left.slice(0, 10)) assert.ok(ended.stderr.includes(text), text);
  });

  it('compares two deployments by their URLs: alike but for one variable, and no value is kept', async () => {
    const variables = (line: string) => ({ command: `printf '${line}'`, timeoutMs: 5_000 });
    const file = deployment.hooks(place.folder, {
      commands: { environment: variables('A=secret-one\\nB=2\\n') },
      compared: { connect: loopback(), environment: variables('A=other\\n') },
    });
    const origin = `https://${deployment.stack.facts.hostName}`;
    const ended = await startGolive({
      place,
      environment: deployment.environment,
      arguments: [
        ...['drift', 'reference', '--url', origin, '--connect', loopback(), '--compare-url', origin],
        ...['--hooks', file, '--reports', place.reports],
      ],
    }).ended;
    for (const aspect of ['headers', 'versions', 'limits']) {
      assert.equal(of('drift.none', aspect)?.outcome, 'pass', ended.stderr);
    }
    assert.match(of('drift.none', 'environment')?.reason ?? '', /: B: set against not there$/u);
    assert.equal(ended.code, 1);
    assert.ok(!readFileSync(join(runFolder(), 'evidence.jsonl'), 'utf8').includes('secret-one'));
  });

  it('refuses a scratch place that is the deployment’s own, and restores nothing', async () => {
    const command = { command: 'exit 0', timeoutMs: 5_000 };
    const scratch = { ...withDatabase, start: command, connect: '127.0.0.1:1' };
    const commands = {
      backup: { command: 'mkdir -p "{artifact}" && date > "{artifact}/dump"', timeoutMs: 5_000 },
      restore: { command: 'touch restored', timeoutMs: 5_000, scratch },
    };
    const ended = await attach(loopback(), { ...withDatabase, commands }, 'restore.rows-equal').ended;
    assert.match(
      ended.stderr,
      /the scratch place of a restore: its database is the deployment’s own; nothing was restored/u,
    );
    assert.equal(of('restore.rows-equal')?.outcome, 'inconclusive');
    assert.throws(() => readFileSync(join(place.folder, 'restored')), /ENOENT/u);
  });

  it('backs up, and restores into a scratch place: people work there, and the deployment is as it was', async () => {
    const before = await customers();
    await using scratch = await deployment.scratch(place.folder);
    const only =
      'backup.taken,restore.completes,restore.rows-equal,restore.objects-equal,restore.point,restore.time,restored.task/work-order.view';
    const { environment, given } = scratch;
    const ended = await attach(loopback(), given, only, { environment }).ended;
    for (const id of only.split(',').slice(0, -1))
      assert.equal(of(id)?.outcome, 'pass', `${id}: ${ended.stderr}`);
    assert.equal(of('restored.task', 'work-order.view')?.outcome, 'pass', ended.stderr);
    assert.match(ended.stderr, /what was attached to is left as it is/u);
    // The drill's own markers were written while the backup ran; without a rule they are named.
    const markers = await customers();
    assert.ok(markers >= before);
    if (markers > before) assert.match(ended.stderr, /left behind: POST \/api\/customers.*marked drill-/u);
  });

  describe('from another machine', () => {
    if (process.getuid?.() !== 0) return; // A network namespace needs root.
    let machine: OtherMachine;
    let connect: string;
    let plainPort: number;
    before(async () => {
      machine = otherMachine();
      const { httpsPort, httpPort } = deployment.stack.facts.front;
      connect = `${machine.here}:${await machine.relay(httpsPort, 'apart')}`;
      plainPort = await machine.relay(httpPort, 'apart');
    });
    after(() => machine[Symbol.asyncDispose]());

    it('with accounts alone: what can be asked is, and what is missing is named', async () => {
      const given = { plainPort, sourceAddresses: [...machine.own] };
      const only =
        'https.redirect,auth.required,certificate.trusted,ports.only-stated,sign-in.works/technician,figures.match-database,load.p95';
      const ended = await attach(connect, given, only, { through: machine.through }).ended;
      for (const id of ['https.redirect', 'certificate.trusted'])
        assert.equal(of(id)?.outcome, 'pass', ended.stderr);
      // Some of its subjects are closed: the others, and other checks, are asked all the same.
      assert.equal(of('auth.required', 'customers.list')?.outcome, 'pass', ended.stderr);
      assert.equal(of('auth.required', 'customers.get')?.outcome, 'inconclusive');
      assert.equal(of('certificate.trusted')?.fidelity, 'deployed');
      assert.equal(of('sign-in.works', 'technician')?.outcome, 'pass', ended.stderr);
      const figures = verdict().checks.filter(({ id }) => id === 'figures.match-database');
      assert.ok(figures.length > 0);
      for (const { outcome, reason } of figures) {
        assert.equal(outcome, 'inconclusive');
        assert.match(reason, /expected a database \(the hooks’ database\)/u);
      }
      assert.match(of('ports.only-stated')?.reason ?? '', /is somebody else’s, and nobody has allowed it/u);
      assert.match(of('load.p95', 'overall')?.reason ?? '', /expected a database/u);
      assert.equal(ended.code, 3);
    });

    it('with a database, from several addresses, and with leave to look at ports', async () => {
      const url = new URL(deployment.environment['ATTACH_DATABASE_URL'] ?? '');
      url.host = `${machine.here}:${await machine.relay(Number(url.port))}`;
      const given = {
        ...withDatabase,
        plainPort,
        sourceAddresses: [...machine.own],
        permits: [{ address: machine.here, allows: ['ports' as const], ...owner }],
        expect: { ports: [80, 443, plainPort] },
        removals: referenceRemovals,
      };
      const only =
        'task.confirmed/customer.create,list.matches-database,ports.only-stated,login.limited,passwords.hashed';
      const ended = await attach(connect, given, only, {
        through: machine.through,
        environment: { ATTACH_DATABASE_URL: url.href },
      }).ended;
      assert.equal(of('task.confirmed', 'customer.create')?.outcome, 'pass', ended.stderr);
      for (const id of ['login.limited', 'passwords.hashed'])
        assert.equal(of(id)?.outcome, 'pass', ended.stderr);
      const lists = verdict().checks.filter(({ id }) => id === 'list.matches-database');
      assert.ok(lists.length > 0 && lists.every(({ outcome }) => outcome === 'pass'), ended.stderr);
      // This machine has servers of its own, on all addresses: that they are seen is the point.
      assert.notEqual(of('ports.only-stated')?.outcome, 'inconclusive');
      assert.match(ended.stderr, /[1-9]\d* records removed, 0 things left/u);
    });
  });
});
