import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { environment } from '../environment.ts';
import { freePort } from '../ports.ts';
import { findProcesses } from '../reaper/find-processes.ts';
import { runVariable } from '../reaper/owner.ts';
import { createReaper, type Reaper } from '../reaper/reaper.ts';
import { StackError, type StackErrorCode } from '../stack-error.ts';
import { SupervisedProcess, type SupervisedPlan } from './supervised-process.ts';

const server = (answer: string) => `
  console.log('started');
  require('node:http').createServer((request, response) => {
    console.log('asked for ' + request.url);
    ${answer}
  }).listen(process.env.PORT, '127.0.0.1');`;

describe('a supervised process', () => {
  let reaper: Reaper;
  let folder: string;
  before(async () => {
    reaper = await createReaper({ run: `test-supervised-${randomBytes(4).toString('hex')}` });
    folder = await reaper.makeFolder('supervised-test');
  });
  after(() => reaper.close());

  async function supervise(code: string, plan: Partial<SupervisedPlan> = {}): Promise<SupervisedProcess> {
    const port = await freePort();
    return new SupervisedProcess({
      plan: {
        role: 'application',
        name: 'boiler',
        program: process.execPath,
        arguments: ['-e', code],
        folder,
        environment: { PATH: environment.path, PORT: String(port) },
        port,
        ready: { path: '/health' },
        readyWithinMs: 3_000,
        ...plan,
      },
      spawn: reaper.spawn,
      logFile: join(folder, `${port}.log`),
      cutFrom: () => Promise.reject(new Error('not here')),
    });
  }

  async function running(): Promise<number> {
    const tagged = (variables: ReadonlyMap<string, string>) => variables.get(runVariable) === reaper.run;
    return (await findProcesses({ tagged, groups: [], folders: [] })).length;
  }

  const fails = (code: StackErrorCode, pattern: RegExp) => (error: unknown) => {
    assert.ok(error instanceof StackError, String(error));
    assert.equal(error.code, code);
    assert.match(error.message, pattern);
    return true;
  };

  it('starts, logs, runs commands beside itself, and starts again on its port', async () => {
    const boiler = await supervise(server('response.end("warm")'));
    await boiler.start();
    await boiler.start();
    assert.match(await boiler.logs(), /started\nasked for \/health/u);
    const said = await boiler.exec({
      program: 'sh',
      arguments: ['-c', 'echo $PORT; echo oh >&2; exit 3'],
      timeoutMs: 5_000,
    });
    assert.deepEqual([said.exitCode, said.stdout, said.stderr], [3, `${boiler.endpoint.port}\n`, 'oh\n']);
    await boiler.kill();
    await boiler.start();
    await boiler.stop();
    assert.equal(await running(), 0);
  });

  it('has in its logs what it writes to a file of its own, which is nothing that it printed', async () => {
    const own = join(folder, 'own.log');
    const script = `require('node:fs').appendFileSync(${JSON.stringify(own)}, request.url + '\\n'); response.end()`;
    const boiler = await supervise(server(script), { folder, logFiles: ['own.log', 'not-there.log'] });
    await boiler.start();
    assert.match(await boiler.logs(), /started\n[\s\S]*\/health\n$/u);
    assert.match(await readFile(own, 'utf8'), /^\/health\n/u);
    await boiler.kill();
  });

  it('ends what it began, also what ignores SIGTERM in a session of its own', async () => {
    const children = `require('node:child_process').spawn('setsid', ['sh', '-c', 'trap "" TERM; while :; do sleep 1; done']);`;
    const boiler = await supervise(children + server('response.end()'));
    await boiler.start();
    assert.ok((await running()) >= 2);
    await boiler.kill();
    assert.equal(await running(), 0);
  });

  it('says what it waited for, the limit, the last answer and the last lines, and ends it', async () => {
    const boiler = await supervise(server('response.writeHead(503).end("cold")'), { readyWithinMs: 600 });
    const expected =
      /waited 600 ms for boiler: http:\/\/127\.0\.0\.1:\d+\/health to answer below 500; the last thing seen was: 503 Service Unavailable cold\nIt printed last:\n(started\n)?(asked for \/health\n?)+$/u;
    await assert.rejects(boiler.start(), fails('not-ready', expected));
    assert.equal(await running(), 0);
  });

  it('says how it ended before it was ready, and shows twenty lines at most', async () => {
    const code =
      'for (let line = 1; line <= 30; line += 1) console.log("line " + line); process.exitCode = 7;';
    const boiler = await supervise(code);
    await assert.rejects(
      boiler.start(),
      fails('not-ready', /got an end with exit code 7\nIt printed last:\nline 11\n[\s\S]*line 30$/u),
    );
    const silent = await supervise('setInterval(() => {}, 1000)', { ready: 'tcp', readyWithinMs: 300 });
    await assert.rejects(
      silent.start(),
      fails('not-ready', /waited 300 ms .*port \d+ to open; .*ECONNREFUSED.*\nIt has printed nothing\.$/u),
    );
    assert.equal(await running(), 0);
  });

  it('names a program that is not there', async () => {
    const boiler = await supervise('', { program: '/no/such/program' });
    await assert.rejects(
      boiler.start(),
      fails('missing-tool', /boiler: expected to start \/no\/such\/program, got: .*ENOENT/u),
    );
  });

  it('may listen nowhere, and is ready when it says so, each time anew', async () => {
    const worker = await supervise(
      "setTimeout(() => console.log('ready to work'), 50); setInterval(() => 0, 1e6)",
      {
        port: 0,
        ready: { prints: 'ready to work' },
      },
    );
    await worker.start();
    await worker.kill();
    await worker.start();
    assert.equal((await worker.logs()).match(/ready to work/gu)?.length, 2);
    await worker.stop();
    const dumb = await supervise('setInterval(() => 0, 1e6)', {
      port: 0,
      ready: { prints: 'ready to work' },
      readyWithinMs: 300,
    });
    await assert.rejects(dumb.start(), fails('not-ready', /it to print "ready to work"/u));
  });
});
