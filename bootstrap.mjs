/**
 * The first step of every command, for any Node from 20 on and with nothing installed: it brings the npm packages
 * (Node 24 is one of them), has Node 24 bring what the command needs of the machine, and hands over.
 *
 *   node bootstrap.mjs <verify|test|check|golive> [arguments]
 *
 * When all is there it says nothing. Signals go to the command; its exit code comes back.
 */
import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { constants as system, homedir, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const exitCodes = { usage: 2, environment: 4 };
const leastNode = 24;

/** Commands that verify something, and so need browsers, a database and the like; a look, nothing that must be built. */
const purposes = new Map([
  ...['verify', 'load', 'drill', 'capacity', 'prove'].map((command) => [command, 'verify']),
  ['smoke', 'smoke'],
]);

class SetUpError extends Error {
  constructor(message, exitCode = exitCodes.environment) {
    super(message);
    this.exitCode = exitCode;
  }
}

/**
 * What a command runs on Node 24, and what the machine needs for it: undefined, or a purpose for cli/prepare.ts, which
 * is told the command's words as well.
 */
function plan([command, ...args]) {
  const help = args.some((argument) => argument === '--help' || argument === '-h');
  const needs = (purpose) => (help ? undefined : purpose);
  if (command === 'verify') {
    const named = args[0] !== undefined && !args[0].startsWith('-');
    const usual = Object.entries({ '--profile': 'gate', '--stack': 'process' });
    const unsaid = usual.filter(([option]) => !args.some((one) => one.split('=')[0] === option));
    const target = named || help ? [] : ['reference', ...unsaid.flat()];
    return { run: ['cli/main.ts', 'verify', ...target, ...args], purpose: needs('verify') };
  }
  if (command === 'golive') {
    return {
      run: ['cli/main.ts', ...args],
      purpose: needs(purposes.get(args[0])),
    };
  }
  if (command === 'test') return { run: ['cli/test.ts', ...args], purpose: 'test' };
  if (command === 'check') return { run: ['cli/check.ts', ...args], purpose: undefined };
  throw new SetUpError(
    `expected verify, test, check or golive, got ${command ?? 'nothing'}: node bootstrap.mjs <command> [arguments]`,
    exitCodes.usage,
  );
}

/** Whether npm's own record of what it installed holds every package of the lock file at its version. */
function packagesAreCurrent() {
  const wanted = readJson(join(root, 'package-lock.json'))?.packages;
  const installed = readJson(join(root, 'node_modules', '.package-lock.json'))?.packages;
  if (wanted === undefined) throw new SetUpError(`expected package-lock.json in ${root}, got none`);
  if (installed === undefined) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.startsWith('node_modules/') && !path.includes('/node_modules/')) return true;
    const there = installed[path];
    if (there === undefined) return entry.optional === true;
    return there.version === entry.version && there.integrity === entry.integrity;
  });
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

async function installPackages() {
  if (findOnPath('npm') === undefined)
    throw new SetUpError('expected npm on PATH, got none: install Node.js with npm');
  const cache = isWritable(homedir()) ? undefined : mkdtempSync(join(tmpdir(), 'golive-npm-'));
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  try {
    await announced('npm packages', 'the npm registry', () =>
      run('npm', cache === undefined ? args : [...args, `--cache=${cache}`]),
    );
  } finally {
    if (cache !== undefined) rmSync(cache, { recursive: true, force: true });
  }
}

/** Node 24: the npm package that carries it, this Node, or the one on PATH. */
async function findNode() {
  const packaged = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (isExecutable(packaged)) return packaged;
  if (majorOf(process.version) >= leastNode) return process.execPath;
  const onPath = findOnPath('node');
  const said = onPath === undefined ? '' : (await run(onPath, ['--version'])).trim();
  if (majorOf(said) >= leastNode) return onPath;
  throw new SetUpError(
    `expected Node ${leastNode} or newer for ${process.platform}-${process.arch}, got ${said || process.version}: ` +
      `npm brings it for linux-x64 only; install it from nodejs.org or your packages and put it first on PATH`,
  );
}

function majorOf(version) {
  return Number(/^v(\d+)\./.exec(version)?.[1] ?? 0);
}

/** One line on standard error: what comes, what it waits for, and how long it took. */
async function announced(what, waitingFor, work) {
  const startedAt = performance.now();
  const took = () => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
  process.stderr.write(`set-up: installing ${what}, waiting for ${waitingFor} ... `);
  try {
    await work();
    process.stderr.write(`done in ${took()}\n`);
  } catch (error) {
    process.stderr.write(`failed after ${took()}\n`);
    throw error;
  }
}

/** Runs a set-up program to its end; its output is kept for the case that it fails. */
async function run(program, args) {
  const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
  const { code } = await ended(child, program);
  if (code === 0) return output;
  throw new SetUpError(
    `expected ${program} ${args[0]} to succeed, got exit code ${code}:\n${reasonIn(output)}`,
  );
}

/** npm says why first, and then much more; its notices and its log's place are no reason. */
function reasonIn(output) {
  const lines = output
    .split('\n')
    .filter((line) => !/^npm (notice|error)?\s*$|^npm notice|complete log/.test(line));
  return lines.filter(Boolean).slice(0, 6).join('\n');
}

/** Waits for a child and hands signals on to it meanwhile. */
async function ended(child, program) {
  let interruptedBy;
  const handOn = (signal) => {
    interruptedBy = signal;
    // A terminal sends Ctrl-C to the child as well; sent twice it would mean "at once".
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, handOn);
  const stopWatching = watchNpm(() => handOn('SIGTERM'));
  try {
    const status = await new Promise((resolve, reject) => {
      child.once('error', (cause) =>
        reject(new SetUpError(`expected to start ${program}, got ${cause.message}`)),
      );
      child.once('close', (code, signal) => resolve({ code, signal }));
    });
    const endedBy = interruptedBy ?? status.signal ?? undefined;
    const code = endedBy === undefined ? status.code : 128 + system.signals[endedBy];
    if (interruptedBy !== undefined) throw new SetUpError('', code);
    return { code };
  } finally {
    stopWatching();
    for (const signal of signals) process.off(signal, handOn);
  }
}

/** Under `npm run`, npm is the parent: when it is killed outright, nobody else tells the command to end. */
function watchNpm(gone) {
  if (process.env.npm_lifecycle_event === undefined) return () => undefined;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    gone();
  }, 500);
  timer.unref();
  return () => clearInterval(timer);
}

/** Hands this process's place to a program of Golive's own; when this process is killed, that one ends too. */
async function handOver(node, args) {
  const link = pathToFileURL(join(root, 'cli', 'follow-parent.mjs'));
  link.searchParams.set('parent', String(process.pid));
  const [file, ...rest] = args;
  const bin = join(root, 'node_modules', '.bin');
  const child = spawn(node, ['--import', link.href, join(root, file), ...rest], {
    cwd: standingIn(),
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      ...compiledCode(),
      PATH: [dirname(node), bin, process.env.PATH ?? ''].join(delimiter),
    },
  });
  return (await ended(child, node)).code;
}

/** Node keeps what it has compiled beside what else Golive keeps: each start takes a third of the time. */
function compiledCode() {
  const { NODE_COMPILE_CACHE: own, XDG_CACHE_HOME: caches } = process.env;
  if (own !== undefined || !isWritable(homedir())) return {};
  return { NODE_COMPILE_CACHE: join(caches || join(homedir(), '.cache'), 'golive', 'compiled') };
}

/** npm runs a script in its package, wherever it was called: paths are meant from where the person stands. */
function standingIn() {
  const { npm_lifecycle_event: script, npm_package_json: manifest, INIT_CWD: called } = process.env;
  const isOwn = script === process.argv[2] && manifest === join(root, 'package.json');
  return isOwn && called !== undefined && existsSync(called) ? called : process.cwd();
}

function findOnPath(name) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(file) {
  return isAllowed(file, constants.X_OK);
}

function isWritable(folder) {
  return isAllowed(folder, constants.W_OK);
}

function isAllowed(path, mode) {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false;
  }
}

try {
  const { run: command, purpose } = plan(process.argv.slice(2));
  if (!packagesAreCurrent()) await installPackages();
  const node = await findNode();
  const prepare = ['cli/prepare.ts', purpose, ...command.slice(1)];
  const prepared = purpose === undefined ? 0 : await handOver(node, prepare);
  process.exitCode = prepared === 0 ? await handOver(node, command) : prepared;
} catch (error) {
  if (!(error instanceof SetUpError)) throw error;
  if (error.message !== '') process.stderr.write(`set-up: ${error.message}\n`);
  process.exitCode = error.exitCode;
}
