import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { freePort } from '../../stack/ports.ts';
import { environmental, type BadInput } from './bad-input.ts';
import { root, type Place } from './place.ts';

const quick = [
  'verify',
  'reference',
  '--stack',
  'process',
  '--only',
  'sign-in.works',
  '--device',
  'android',
  '--seed',
  'XS',
] as const;

/** A copy of the reference system's source in which one file is another. */
function brokenSource(place: Place, file: string, text: string): string {
  const source = join(place.folder, 'source');
  const from = join(root, 'reference-system');
  cpSync(from, source, {
    recursive: true,
    filter: (path) => !['node_modules', 'dist'].some((name) => path === join(from, name)),
  });
  symlinkSync(join(root, 'node_modules'), join(source, 'node_modules'));
  writeFileSync(join(source, file), text);
  return source;
}

/** A disk that is soon, or already, full. */
function smallDisk(folder: string, size: string): Disposable {
  mkdirSync(folder, { recursive: true });
  const { status, stderr } = spawnSync('mount', [
    '-t',
    'tmpfs',
    '-o',
    `size=${size},mode=755`,
    'tmpfs',
    folder,
  ]);
  if (status !== 0) throw new Error(`expected to mount a small disk, got: ${stderr.toString()}`);
  return { [Symbol.dispose]: () => void spawnSync('umount', ['-l', folder]) };
}

const busy = await freePort();

/** A machine that does not give what a run needs. */
export const machineCases: readonly BadInput[] = [
  {
    name: 'a busy port',
    arguments: [...quick, '--port', String(busy)],
    prepare: async () => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(busy, '127.0.0.1', resolve));
      return server;
    },
    expect: {
      ...environmental(/expected port \d+ on 127\.0\.0\.1 to be free, got it in use by .*node/u),
      run: true,
    },
  },
  {
    name: 'no browser',
    arguments: quick,
    environment: (place) => ({ PATH: dirname(process.execPath), PLAYWRIGHT_BROWSERS_PATH: place.temporary }),
    expect: environmental(/expected Chromium, got none \(.*\); to mend: /u),
  },
  {
    name: 'no database server',
    needsRoot: true,
    arguments: quick,
    through: ['unshare', '-m', 'sh', '-c', 'mount -t tmpfs tmpfs /usr/lib/postgresql && exec "$@"', 'sh'],
    expect: { ...environmental(/expected PostgreSQL.*, got none \(.*\); to mend: /u), run: true },
  },
  {
    name: 'a temporary folder that is not there',
    arguments: quick,
    environment: (place) => ({ TMPDIR: join(place.folder, 'nowhere') }),
    expect: environmental(/the system refused: ENOENT.*nowhere/u),
  },
  {
    name: 'a reports folder that is a file',
    arguments: (place) => [...quick, '--reports', place.write('runs', '')],
    expect: environmental(/runs\/.*: expected a folder that can be made, got: ENOTDIR/u),
  },
  {
    name: 'a reports folder that may not be written',
    arguments: [...quick, '--reports', '/proc/golive'],
    expect: environmental(/\/proc\/golive\/.*: expected a folder that can be made, got: ENOENT/u),
  },
  {
    name: 'a full disk for the reports',
    needsRoot: true,
    arguments: quick,
    prepare: (place) => smallDisk(place.reports, '64k'),
    expect: environmental(/reports\/.*: expected room for a run’s reports, got: ENOSPC/u),
  },
  {
    name: 'a full disk for the run',
    needsRoot: true,
    arguments: quick,
    prepare: (place) => smallDisk(place.temporary, '20m'),
    expect: { ...environmental(/expected room in .*, got a full disk/u), run: true },
  },
  {
    name: 'a seed that fails',
    arguments: (place) => [
      ...quick,
      '--source',
      brokenSource(place, 'seed/seed.ts', 'console.error("no seed"); process.exit(1);'),
    ],
    environment: (place) => ({ XDG_CACHE_HOME: join(place.folder, 'cache') }),
    expect: {
      ...environmental(/seeding Fieldbook with size XS: expected .* to end with 0, got 1[^]*no seed/u),
      run: true,
    },
  },
  {
    name: 'a build that fails',
    arguments: (place) => [...quick, '--source', brokenSource(place, 'web/build.ts', 'process.exit(7);')],
    environment: (place) => ({ XDG_CACHE_HOME: join(place.folder, 'cache') }),
    expect: {
      ...environmental(/building Fieldbook's front end: expected .* to end with 0, got 7/u),
      run: true,
    },
  },
  {
    name: 'a system that ends at once',
    arguments: (place) => [
      ...quick,
      '--source',
      brokenSource(place, 'server/main.ts', 'console.log("bye");'),
    ],
    environment: (place) => ({ XDG_CACHE_HOME: join(place.folder, 'cache') }),
    expect: {
      ...environmental(/fieldbook: expected .* to answer below 500, got an end with exit code 0[^]*bye/u),
      run: true,
    },
  },
  {
    name: 'a system that never becomes ready',
    arguments: (place) => [
      ...quick,
      '--source',
      brokenSource(place, 'server/main.ts', 'setInterval(() => 0, 1e3);'),
    ],
    environment: (place) => ({ XDG_CACHE_HOME: join(place.folder, 'cache') }),
    expect: {
      ...environmental(/waited 20000 ms for fieldbook: .*\/ready.*ECONNREFUSED[^]*printed nothing/u),
      run: true,
    },
  },
];

const interrupted = (message: RegExp) => ({ exitCode: 130, message, run: true }) as const;

/** Somebody ends it in the middle. */
export const interruptedCases: readonly BadInput[] = [
  {
    name: 'Ctrl-C in the set-up',
    arguments: quick,
    signal: { at: { line: /^run /mu }, name: 'SIGINT' },
    expect: interrupted(/interrupted (before|in) start; so far: /u),
  },
  {
    name: 'SIGTERM while the database starts',
    arguments: quick,
    signal: { at: { line: /starting PostgreSQL/u, afterMs: 200 }, name: 'SIGTERM' },
    expect: interrupted(/interrupted in start; so far: /u),
  },
  {
    name: 'Ctrl-C while the system is seeded',
    arguments: quick,
    signal: { at: { line: /making schema/u, afterMs: 500 }, name: 'SIGINT' },
    expect: interrupted(/interrupted in start; so far: /u),
  },
  {
    name: 'a terminal that is closed while the system starts',
    arguments: quick,
    signal: { at: { line: /starting fieldbook/u }, name: 'SIGHUP' },
    expect: interrupted(/interrupted in start; so far: /u),
  },
  {
    name: 'Ctrl-C while a person works',
    arguments: quick,
    signal: { at: { line: /^tasks:/mu, afterMs: 2_500 }, name: 'SIGINT' },
    expect: interrupted(/interrupted in tasks; so far: /u),
  },
];
