import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ReportError } from '../report-error.ts';
import { signoffReportSchema, type SignoffReport } from '../schema/signoff-report.ts';

/**
 * signoff.json of a run, as it was when somebody last signed or asked; undefined where nobody has signed.
 * @throws ReportError `malformed-signoff` naming file and field.
 */
export function readSignoff(runFolder: string): SignoffReport | undefined {
  const file = join(runFolder, 'signoff.json');
  if (!existsSync(file)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new ReportError('malformed-signoff', `${file}: expected JSON, got text that is not`, { cause });
  }
  const parsed = signoffReportSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const what = `${issue?.path.join('.') || 'the whole file'}: ${issue?.message ?? 'is malformed'}`;
  throw new ReportError('malformed-signoff', `${file}: ${what}`);
}
