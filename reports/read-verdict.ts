import { readFileSync } from 'node:fs';
import { ReportError } from './report-error.ts';
import { verdictSchema, type Verdict } from './verdict.ts';

/**
 * Reads a verdict.json.
 * @throws ReportError `no-verdict` where there is none, `malformed-verdict` naming file, field and expectation.
 */
export function readVerdict(file: string): Verdict {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new ReportError('no-verdict', `${file}: expected the verdict of a run, cannot read it`, { cause });
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new ReportError('malformed-verdict', `${file}: expected JSON, got text that is not`, { cause });
  }
  const parsed = verdictSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.') || 'the whole file';
  throw new ReportError('malformed-verdict', `${file}: ${field}: ${issue?.message ?? 'is malformed'}`);
}
