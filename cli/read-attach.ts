import { resolve } from 'node:path';
import type { Fault } from '../faults/fault.ts';
import type { AttachOrder, Deployment, StatedRelease } from '../stack/attach/attach-order.ts';
import { parsePlace } from '../stack/attach/parse-place.ts';
import { noHooks, readHooks } from '../targets/read-hooks.ts';
import { UsageError, type CommandInput } from './command.ts';

type Values = CommandInput['values'];

export const attachOptions = {
  url: { type: 'string' },
  connect: { type: 'string' },
  hooks: { type: 'string' },
  'compare-url': { type: 'string' },
  rehearse: { type: 'boolean' },
  release: { type: 'string' },
} as const;

export const attachFlags = {
  '--url <https://…>': 'with --stack attach: the deployment to verify',
  '--connect <host:port>': 'where it is, where its name does not lead there (yet)',
  '--hooks <file>': 'what is given for it: accounts, database, bucket, commands, permits',
  '--compare-url <https://…>': 'another deployment, to be like it: staging against production',
  '--release <version>@sha256:<digest>':
    'what was deployed there (golive digest), believed if it says that version; without it nobody can approve the run',
  '--rehearse': 'attaches to a process stack that this run starts itself. Never ends in GO',
} as const;

/** What a run is attached to: a deployment, or one that the run makes for itself. */
export type AttachRequest = AttachOrder | 'rehearsal';

/** False where somebody else has started what is verified. */
export function isStarted({ attach }: { readonly attach: AttachRequest | undefined }): boolean {
  return attach === undefined || attach === 'rehearsal';
}

const own = Object.keys(attachOptions).map((name) => `--${name}`);
/** They say what a stack is started from, or on. */
const ofStarted = ['source', 'port', 'seed'] as const;

const given = (values: Values, name: string): string | undefined => {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
};

/**
 * Reads what `--stack attach` takes; undefined for any other stack. A fault of a deployment is planted in a rehearsal.
 * @throws UsageError naming the flag; TargetError for the hooks.
 */
export async function readAttach(
  values: Values,
  { fault, reportsFolder }: { fault: Fault | undefined; reportsFolder: string },
): Promise<AttachRequest | undefined> {
  const isAttached = values['stack'] === 'attach';
  const isRehearsal = values['rehearse'] === true || fault?.deployment !== undefined;
  const stray = own.find((flag) => values[flag.slice(2)] !== undefined);
  if (!isAttached && stray !== undefined) {
    throw new UsageError('bad-value', `${stray}: expected --stack attach with it, got another stack`);
  }
  if (isRehearsal && given(values, 'url') === undefined) {
    if (given(values, 'release') === undefined) return 'rehearsal';
    throw new UsageError(
      'bad-value',
      '--release: expected it with --url, got a rehearsal, which knows its own',
    );
  }
  if (!isAttached) return undefined;
  refuseWithUrl(values, fault);
  const url = given(values, 'url');
  if (url === undefined) {
    throw new UsageError('missing-argument', '--stack attach: expected --url https://…, or --rehearse');
  }
  const file = given(values, 'hooks');
  const hooks = file === undefined ? noHooks : await readHooks(file);
  const compared = given(values, 'compare-url');
  const deployment = readDeployment('url', url, readPlace('--connect', given(values, 'connect')));
  return {
    deployment,
    compared:
      compared === undefined
        ? undefined
        : readDeployment('compare-url', compared, readPlace('compared.connect', hooks.compared.connect)),
    hooks,
    hooksFile: file === undefined ? resolve('no hooks') : resolve(file),
    reportsFolder,
    stated: readStated(given(values, 'release')),
  };
}

function refuseWithUrl(values: Values, fault: Fault | undefined): void {
  const why = 'a deployment is somebody else’s, and is taken as it is';
  if (fault)
    throw new UsageError('bad-value', `--fault: expected no fault with --url: ${why}; --rehearse plants it`);
  if (values['rehearse'] === true) {
    throw new UsageError('bad-value', '--rehearse: expected it without --url, got both');
  }
  const flag = ofStarted.find((name) => values[name] !== undefined);
  if (flag !== undefined) throw new UsageError('bad-value', `--${flag}: expected none with --url: ${why}`);
}

function readStated(text: string | undefined): StatedRelease | undefined {
  if (text === undefined) return undefined;
  const [, version, digest] = /^(\S+)@sha256:([0-9a-f]{64})$/u.exec(text) ?? [];
  if (version !== undefined && digest !== undefined) return { version, digest };
  throw refused('--release', '<version>@sha256:<64 hexadecimal digits>', text);
}

function readDeployment(flag: string, text: string, connect: Deployment['connect']): Deployment {
  const url = URL.parse(text);
  if (url?.protocol !== 'https:')
    throw refused(`--${flag}`, 'a URL such as https://staging.example.com', text);
  if (url.pathname !== '/' || url.search !== '' || url.username !== '') {
    throw refused(`--${flag}`, 'a URL without path, query or user', text);
  }
  const hostName = url.hostname.replace(/^\[(.*)\]$/u, '$1');
  return { hostName, port: url.port === '' ? 443 : Number(url.port), connect };
}

function readPlace(name: string, text: string | undefined): Deployment['connect'] {
  if (text === undefined) return undefined;
  try {
    return parsePlace(text);
  } catch {
    throw refused(name, 'host:port', text);
  }
}

const refused = (name: string, expected: string, got: string): UsageError =>
  new UsageError('bad-value', `${name}: expected ${expected}, got "${got}"`);
