import type { SignoffReport } from '../schema/signoff-report.ts';
import type { Verdict } from '../verdict.ts';
import { verdictDigest } from './ledger.ts';
import { readSignoff } from './read-signoff.ts';
import { unsignedReport } from './unsigned.ts';

/**
 * What people have said of a run, as signoff.json has it; where nobody has signed this very verdict.json, who is to.
 * Undefined for what nobody signs.
 * @throws ReportError as readSignoff does.
 */
export function signoffOf(runFolder: string, verdict: Verdict, asOf: Date): SignoffReport | undefined {
  const written = readSignoff(runFolder);
  // One that was signed and then changed stands in the records: whoever asks is told, and signoff.json with it.
  if (written !== undefined && written.verdict === verdictDigest(runFolder)) return written;
  return unsignedReport(runFolder, verdict, asOf);
}
