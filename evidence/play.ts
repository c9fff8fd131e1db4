import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { profileNames } from '../checks/check.ts';
import { EvidenceError } from './evidence-error.ts';

/** What one Playwright pass is told: play.json in the run's temporary folder, named by GOLIVE_PLAY. */
export const playSchema = z.strictObject({
  run: z.string(),
  /** Name of the stack that rows are written for. */
  stack: z.string(),
  /** Public facts of the stack that workers attach to. */
  stackFile: z.string(),
  /** Module that exports the target. */
  targetFile: z.string(),
  /** Folder below which specs of the target's own checks lie; null where it has none. */
  ownSuites: z.string().nullable(),
  profile: z.enum(profileNames),
  devices: z.array(z.string()),
  mainDevice: z.string(),
  /** evidence.jsonl of the run. */
  journal: z.string(),
  /** reports/runs/<id>: attachments are promoted into it. */
  runFolder: z.string(),
  /** Raw results (traces, Allure) before redaction. */
  temporaryFolder: z.string(),
  /** JSON list of texts that must never be in an artifact; 0600. */
  secretsFile: z.string(),
  /** Names of fields whose values no row and no list may hold: of a deployment, what is about a person. */
  maskedFields: z.array(z.string()).default([]),
  /** Where suites leave values that a later stage needs (learned ids of tasks). */
  traces: z.boolean(),
  /** A failed journey is run once more, only to tell flaky from deterministic. */
  repeatFailed: z.boolean(),
  workers: z.number().int().min(1),
  timeoutMs: z.number().int().positive(),
  chromium: z.string(),
  headlessShell: z.string(),
  /** Safari's engine for the phones whose people have it; null where it is not installed. */
  webkit: z.string().nullable(),
  /** Where a shard's blob report is written; null for a whole run, which needs none. */
  blob: z.string().nullable(),
});
export type Play = z.infer<typeof playSchema>;

const ofReporter = {
  run: true,
  stack: true,
  journal: true,
  runFolder: true,
  secretsFile: true,
  maskedFields: true,
} as const;
/** What of a play the reporter that writes rows reads: all that there is when blob reports are replayed. */
const reporterPlaySchema = playSchema.pick(ofReporter).strip();
export type ReporterPlay = z.infer<typeof reporterPlaySchema>;

/** @throws EvidenceError `malformed-row` when the file is not a play. */
export function readPlay(file: string): Play {
  return readAs(playSchema, file);
}

/** @throws EvidenceError `malformed-row` when the file is neither a play nor a reporter's part of one. */
export function readReporterPlay(file: string): ReporterPlay {
  return readAs(reporterPlaySchema, file);
}

function readAs<S extends z.ZodType>(schema: S, file: string): z.output<S> {
  const parsed = schema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new EvidenceError('malformed-row', `${file}: ${issue?.path.join('.')}: ${issue?.message}`);
}

/** The phone that a project of Playwright's drives, or `none`: two projects may share one. */
export function deviceOfProject(
  project: { readonly name: string; readonly metadata?: Readonly<Record<string, unknown>> } | undefined,
): string {
  return String(project?.metadata?.['device'] ?? project?.name ?? 'none');
}

/** Attachment by which a worker hands a row to the reporter. */
export const evidenceAttachment = {
  name: 'golive-evidence',
  contentType: 'application/vnd.golive.evidence+json',
} as const;

/** Annotation by which a test says which question of which subject it answers. */
export const annotationTypes = { check: 'golive:check', subject: 'golive:subject' } as const;

/** A line on the reporter's standard output that the command line reads as progress. */
export const progressPrefix = '@golive ';

export const progressSchema = z.strictObject({
  done: z.number(),
  total: z.number(),
  title: z.string(),
  outcome: z.string(),
  reason: z.string(),
});
export type PlayProgress = z.infer<typeof progressSchema>;
