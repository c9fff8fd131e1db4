import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

import { compose } from './compose.ts';
import { daemonPlaces, ownDaemon } from './docker-daemon.ts';
import { dockerEngine } from './docker-engine.ts';
import { fakeEngine } from './fake-engine.ts';
import { fakeMachine, type FakeMachine } from './fake-machine.ts';
import { findDocker, lookForDocker } from './find-tools.ts';
import { prepareMachine } from './prepare-machine.ts';
import type { Tool } from './tool.ts';

/** A dockerd that says its version on the socket that it is given; it ends by itself after 20 s. */
const daemon = `
  const of = (name) => args[args.indexOf(name) + 1];
  log('dockerd ' + args.map((word) => word.replaceAll(root, '')).join(' '));
  const socket = of('--host').slice('unix://'.length);
  fs.writeFileSync(of('--pidfile'), String(process.pid));
  fs.rmSync(socket, { force: true });
  require('node:http').createServer((asked, answer) => answer.end('{"Version":"20.10.24"}')).listen(socket);
  setTimeout(() => process.exit(), 20000);`;

/** An apt-get whose docker.io holds that dockerd, and whose download writes a package; dpkg unpacks it. */
const apt = `
  const words = args.filter((word) => !word.startsWith('-') && !word.includes('::'));
  log('apt-get ' + words.join(' '));
  const put = (file, from) => {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.copyFileSync(path.join(root, 'bin', from), file);
  };
  if (words.includes('docker.io')) put(path.join(root, 'usr/sbin/dockerd'), 'dockerd-of-a-package');
  if (words[0] === 'indextargets') console.log('http://mirror.example/debian-security/ bookworm-security\\nhttp://mirror.example/debian/ bookworm');
  if (words[0] === 'download') fs.writeFileSync('docker-compose_2.26.deb', '');`;
const dpkg = `
  const place = path.join(args[2], 'usr/libexec/docker/cli-plugins/docker-compose');
  fs.mkdirSync(path.dirname(place), { recursive: true });
  fs.writeFileSync(place, '#!/bin/sh\\necho 2.26.1-4\\n');`;

function endDaemon(fake: FakeMachine): Disposable {
  const { pidFile } = daemonPlaces(fake.machine);
  return {
    [Symbol.dispose]: () => {
      if (existsSync(pidFile)) process.kill(Number(readFileSync(pidFile, 'utf8')), 'SIGKILL');
    },
  };
}

async function prepare({ machine }: FakeMachine, tool: Tool): Promise<readonly string[]> {
  return await prepareMachine({
    machine,
    tools: [tool],
    retry: true,
    announce: (_what, _for, work) => work(),
  });
}

describe('Docker Engine', () => {
  it('is missing where nothing listens, and the message says what to install', async () => {
    using fake = fakeMachine();
    fake.program('apt-get');
    await assert.rejects(findDocker(fake.machine), {
      code: 'missing-tool',
      message: /--stack docker.*golive doctor --fix \(apt-get install .* docker\.io iptables, and starts/,
    });
    assert.equal(await lookForDocker(fake.machine), undefined);
  });

  it('is a line with sudo for a plain user, and nothing that is done', () => {
    using fake = fakeMachine({ isRoot: false });
    fake.program('apt-get');
    const [mend] = dockerEngine.mends(fake.machine);
    assert.match(mend?.line ?? '', /sudo apt-get install/);
    assert.equal(mend?.run, undefined);
  });

  it('is what answers on the socket; DOCKER_HOST comes first, and is named when it is silent', async () => {
    using fake = fakeMachine();
    await using engine = await fakeEngine(fake);
    assert.equal(dockerEngine.locate(fake.machine), engine.host);
    assert.equal(await dockerEngine.version(engine.host, fake.machine), '28.1.0');
    const elsewhere = { ...fake.machine, environment: { DOCKER_HOST: 'unix:///nowhere.sock' } };
    await assert.rejects(findDocker(elsewhere), {
      message: /nowhere\.sock does not answer.*DOCKER_HOST/,
    });
  });

  it('is not just anything that answers there', async () => {
    using fake = fakeMachine();
    await using other = await fakeEngine(fake, 'hello');
    assert.equal(await dockerEngine.version(other.host, fake.machine), undefined);
  });

  it('is installed and started by root, in folders of its own, also where a dead one left its socket', async () => {
    using fake = fakeMachine();
    fake.file('var/run/docker.sock');
    fake.program('dockerd-of-a-package', daemon);
    fake.program('apt-get', apt);
    using _end = endDaemon(fake);
    assert.deepEqual(await prepare(fake, dockerEngine), []);
    const installs = fake.log().filter((line) => line.startsWith('apt-get install'));
    assert.deepEqual(installs, ['apt-get install docker.io iptables']);
    assert.match(
      fake.log().at(-1) ?? '',
      /^dockerd --data-root \/var\/lib\/golive\/docker .*--host unix:\/\/\/var\/run\/docker\.sock$/,
    );
    assert.equal(ownDaemon(fake.machine), Number(readFileSync(daemonPlaces(fake.machine).pidFile, 'utf8')));
    assert.deepEqual(await prepare(fake, dockerEngine), [], 'it answers, so nothing is done again');
    assert.equal(fake.log().filter((line) => line.startsWith('dockerd')).length, 1);
  });

  it('that ends instead of answering is told with what it said last', async () => {
    using fake = fakeMachine();
    fake.program('dockerd', `console.error('iptables not found'); process.exit(1);`);
    const [note = ''] = await prepare(fake, dockerEngine);
    assert.match(note, /expected dockerd to answer on .*docker\.sock, got its end \(1\): iptables not found/);
  });
});

describe('Docker Compose', () => {
  const plugin = '#!/bin/sh\necho 2.39.1\n';

  it('is a plugin of a client: without the client it is none', async () => {
    using fake = fakeMachine();
    const path = fake.file('usr/libexec/docker/cli-plugins/docker-compose', plugin, 0o755);
    assert.equal(compose.locate(fake.machine), undefined);
    fake.program('docker');
    assert.equal(compose.locate(fake.machine), path);
    assert.equal(await compose.version(path, fake.machine), '2.39.1');
  });

  it("on Debian 12 is the next Debian's, for this user alone, and the machine's sources stay", async () => {
    using fake = fakeMachine();
    fake.file('etc/os-release', 'ID=debian\nVERSION_ID="12"\n');
    for (const [name, script] of Object.entries({ docker: '', 'apt-get': apt, dpkg }))
      fake.program(name, script);
    assert.deepEqual(await prepare(fake, compose), []);
    const asked = fake.log().filter((line) => !line.startsWith('apt-get indextargets'));
    assert.deepEqual(asked, ['apt-get update', 'apt-get download docker-compose']);
    assert.equal(compose.locate(fake.machine), join(fake.machine.home, '.docker/cli-plugins/docker-compose'));
    assert.equal(existsSync(join(fake.machine.systemRoot, 'etc/apt')), false);
  });

  it('on Debian 13 and on Ubuntu is a package', () => {
    using fake = fakeMachine();
    fake.program('apt-get');
    const packages = (release: string): readonly string[] | undefined => {
      fake.file('etc/os-release', release);
      return compose.mends(fake.machine)[0]?.packages;
    };
    assert.deepEqual(packages('ID=debian\nVERSION_ID="13"\n'), ['docker-cli', 'docker-compose']);
    assert.deepEqual(packages('ID=ubuntu\nVERSION_ID="24.04"\n'), ['docker.io', 'docker-compose-v2']);
  });
});
