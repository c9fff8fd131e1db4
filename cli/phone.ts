import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { findRun } from '../reports/find-run.ts';
import { phoneSteps, type PhoneResult } from '../reports/phones/phone-result.ts';
import { readPhones, type RunOfPhones } from '../reports/phones/read-phones.ts';
import { readVerdict } from '../reports/read-verdict.ts';
import { renderInto } from '../reports/write-reports.ts';
import type { Command, CommandInput } from './command.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import { invite, outcomeOf } from './phone/keep-result.ts';
import { readPhoneRequest, readPublicKey } from './phone/phone-request.ts';
import { qrForTerminal, qrOf } from './phone/qr.ts';
import { servePhone, type ServedPhone } from './phone/serve-phone.ts';
import { readReportsFolder } from './places.ts';
import { refuseSurplus } from './refuse-surplus.ts';
import type { Terminal } from './terminal.ts';

const codeOf = {
  pass: exitCodes.GO,
  fail: exitCodes['NO-GO'],
  inconclusive: exitCodes.INCONCLUSIVE,
} as const;

/** A person's own phone, beside the emulated ones. */
export const phone: Command = {
  name: 'phone',
  summary:
    'Opens a page on a person’s own phone by a code in the report, and joins its signed result to the run.',
  usage: 'golive phone [run] [flags]     run: an id below reports/runs, or a folder; the latest if left out',
  flags: {
    '--listen <host:port>':
      'an address of this machine that the phone reaches; the first one, and 8443, if left out',
    '--url <https://…>': 'a proxy of your own with a certificate, which leads to --listen by plain HTTP',
    '--certificate <file>':
      'a certificate that the phone trusts, PEM; with --certificate-key. Else one of this run',
    '--certificate-key <file>': 'its private key, PEM',
    '--signing-key <file>': 'Ed25519 key that signs the result, PEM; one that is thrown away if left out',
    '--minutes <number>': 'how long the code is good; 30 if left out',
    '--emulated': 'the phone is an emulated one: it is labelled so, whatever it says of itself',
    '--check': 'opens nothing: says which results the run has, and whether each is as it was signed',
    '--public-key <file>': 'with --check: the key that results must be signed by, PEM',
    '--reports <folder>': 'where the runs’ folders are; reports/runs if left out',
  },
  options: {
    listen: { type: 'string' },
    url: { type: 'string' },
    certificate: { type: 'string' },
    'certificate-key': { type: 'string' },
    'signing-key': { type: 'string' },
    minutes: { type: 'string' },
    emulated: { type: 'boolean' },
    check: { type: 'boolean' },
    'public-key': { type: 'string' },
    reports: { type: 'string' },
  },
  async run(input) {
    const { values, positionals } = input;
    refuseSurplus('phone', positionals, 1);
    const runFolder = realpathSync(findRun(readReportsFolder(values), positionals[0]));
    const verdict = readVerdict(join(runFolder, 'verdict.json'));
    if (values['check'] === true) return checkResults(runFolder, verdict.run, input);
    const request = readPhoneRequest(values);
    const { id: run, title } = verdict.run;
    const options = { runFolder, run, title, request, now: () => new Date() };
    let result: PhoneResult | undefined;
    {
      await using served = await servePhone(options);
      const codes = { page: qrOf(served.url), challenge: qrOf(served.challenge) };
      const { url, challenge, expiresAt } = served;
      using _invitation = invite(runFolder, { url, challenge, expiresAt: expiresAt.toISOString(), codes });
      renderInto({ runFolder, verdict });
      tellHow(served, runFolder, input.terminal);
      for (const code of Object.values(codes)) input.terminal.progress(qrForTerminal(code));
      result = await waitFor(served, input.signal);
    }
    renderInto({ runFolder, verdict });
    return tellResult(result, input);
  },
};

/** Undefined where nobody came in time. */
async function waitFor(served: ServedPhone, signal: AbortSignal): Promise<PhoneResult | undefined> {
  const left = AbortSignal.timeout(Math.max(1, served.expiresAt.getTime() - Date.now()));
  const { promise: ended, resolve } = Promise.withResolvers<undefined>();
  AbortSignal.any([signal, left]).addEventListener('abort', () => resolve(undefined));
  return await Promise.race([served.result, ended]);
}

function tellHow(
  { url, expiresAt, hasOwnAuthority }: ServedPhone,
  runFolder: string,
  terminal: Terminal,
): void {
  terminal.progress(
    `open ${url} on the phone, by the first code here or in ${join(runFolder, 'report.html')}`,
  );
  terminal.progress(
    `waiting until ${expiresAt.toISOString().slice(11, 16)} UTC for its result; Ctrl-C ends it`,
  );
  if (!hasOwnAuthority) return;
  terminal.progress(
    'the certificate is this run’s own: the phone warns. Camera and photo work past the warning; without network it ' +
      'works only where the phone trusts the authority that the page offers, or by --certificate or --url (docs/phone.md)',
  );
}

function tellResult(result: PhoneResult | undefined, { values, terminal }: CommandInput): ExitCode {
  if (result === undefined) {
    terminal.result('no phone has sent a result');
    return exitCodes.INCONCLUSIVE;
  }
  terminal.result(`${result.device}, ${result.system}: ${result.fidelity}`);
  for (const { id, outcome, reason } of result.steps) {
    terminal.result(`  ${outcome.padEnd(12)} ${phoneSteps[id]}${reason === '' ? '' : `: ${reason}`}`);
  }
  for (const why of result.emulatedBecause) terminal.result(`  an emulated phone: ${why}`);
  if (values['json'] === true) process.stdout.write(`${JSON.stringify(result)}\n`);
  return codeOf[outcomeOf(result)];
}

function checkResults(runFolder: string, run: RunOfPhones, { values, terminal }: CommandInput): ExitCode {
  const found = readPhones(runFolder, run, readPublicKey(values));
  if (found.length === 0) terminal.result('no phone has sent a result');
  for (const item of found) {
    const said =
      'refused' in item
        ? `refused: ${item.refused}`
        : `${item.result.device}, ${item.result.system}: ${item.result.fidelity}, as it was signed by ${item.keyId}`;
    terminal.result(`${item.file}: ${said}`);
  }
  if (values['json'] === true) process.stdout.write(`${JSON.stringify(found)}\n`);
  if (found.some((item) => 'refused' in item)) return exitCodes['NO-GO'];
  return found.length === 0 ? exitCodes.INCONCLUSIVE : exitCodes.GO;
}
