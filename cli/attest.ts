import { join } from 'node:path';
import { sigstoreVersion } from '../reports/attestation/sigstore-library.ts';
import { toStatement } from '../reports/attestation/statement.ts';
import { writeSignoff } from '../reports/signoff/signoff-report.ts';
import { renderInto } from '../reports/write-reports.ts';
import { writeWhole } from '../reports/write-whole.ts';
import type { Command } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { openSignedRun } from './open-signoff.ts';
import { readSigner } from './read-signer.ts';
import { refuseSurplus } from './refuse-surplus.ts';
import { readNow } from './run-now.ts';

/** Signs a run's verdict, with what people have said of it, for whoever deploys. */
export const attest: Command = {
  name: 'attest',
  summary:
    'Signs a run’s verdict and its signatures as an in-toto test result, for golive verify-attestation where it is deployed.',
  usage: 'golive attest <run> --key <file> [--out <file>]\ngolive attest <run> --sigstore [--out <file>]',
  flags: {
    '--key <file>': 'Ed25519 private key in PEM (PKCS8): openssl genpkey -algorithm ed25519 -out golive.pem',
    '--sigstore': `by Sigstore, as who SIGSTORE_ID_TOKEN or the CI job says; needs npm install --save-dev sigstore@${sigstoreVersion}`,
    '--fulcio <url>': 'a Sigstore of one’s own: what certifies; the public one if left out',
    '--rekor <url>': 'a Sigstore of one’s own: its log; the public one if left out',
    '--timestamps <url>': 'a timestamp authority, asked beside the log',
    '--out <file>': 'where it is written; attestation.json in the run’s folder if left out',
    '--target <target>': 'the target, where its module lies elsewhere than when the run was made',
    '--reports <folder>': 'where the runs’ folders are; reports/runs if left out',
  },
  options: {
    key: { type: 'string' },
    sigstore: { type: 'boolean' },
    fulcio: { type: 'string' },
    rekor: { type: 'string' },
    timestamps: { type: 'string' },
    out: { type: 'string' },
    target: { type: 'string' },
    reports: { type: 'string' },
  },
  async run(input) {
    const { values, positionals, terminal } = input;
    refuseSurplus('attest', positionals, 1);
    const signer = readSigner(values, terminal);
    const { runFolder, verdict } = openSignedRun('attest', input);
    const { state, report } = writeSignoff(runFolder, await readNow(values, verdict));
    renderInto({ runFolder, verdict });
    const statement = toStatement(state, report);
    const out = typeof values['out'] === 'string' ? values['out'] : join(runFolder, 'attestation.json');
    const envelope = await signer.seal(Buffer.from(JSON.stringify(statement)));
    writeWhole(out, envelope);
    const [subject] = statement.subject;
    const of = `${subject?.name ?? ''}, sha256:${subject?.digest.sha256 ?? ''}`;
    terminal.result(`attestation: ${out}`);
    terminal.result(`  ${statement.predicate.result}: ${of}, ${signer.by}`);
    if (!report.authorised)
      terminal.say('golive: the launch is not authorised: verify-attestation will refuse this');
    if (values['json'] === true) process.stdout.write(envelope);
    return exitCodes.GO;
  },
};
