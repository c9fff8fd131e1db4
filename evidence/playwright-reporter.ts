import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { FullConfig, Reporter, Suite, TestCase, TestResult } from '@playwright/test/reporter';
import { z } from 'zod';
import { completeRow } from './complete.ts';
import { appendRow } from './journal.ts';
import {
  annotationTypes,
  deviceOfProject,
  evidenceAttachment,
  progressPrefix,
  readReporterPlay,
  type ReporterPlay,
} from './play.ts';
import { fieldMask } from './mask-fields.ts';
import { learnSecretsOf, promote } from './promote.ts';
import { learningRedactor, type LearningRedactor } from './redact.ts';
import { evidenceRowSchema, type EvidenceAttachment, type EvidenceRow, type Observation } from './row.ts';

const ansi = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'gu');
const annotation = (test: TestCase, type: string): string | undefined =>
  test.annotations.find((item) => item.type === type)?.description;

/** Writes the rows that workers attach, and an inconclusive one for every scheduled test that left none. */
export default class EvidenceReporter implements Reporter {
  #play: ReporterPlay;
  #redactor: LearningRedactor;
  #total = 0;
  #done = 0;

  constructor(options: { readonly play: string }) {
    this.#play = readReporterPlay(options.play);
    const secrets = z.array(z.string()).parse(JSON.parse(readFileSync(this.#play.secretsFile, 'utf8')));
    const learning = learningRedactor(secrets);
    const mask = fieldMask(this.#play.maskedFields);
    this.#redactor = { learn: learning.learn, redact: (text) => mask(learning.redact(text)) };
  }

  printsToStdio(): boolean {
    return true;
  }

  onBegin(_config: FullConfig, suite: Suite): void {
    this.#total = suite.allTests().length;
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    const rows = this.#rows(test, result);
    for (const row of rows) appendRow(this.#play.journal, row);
    if (result.retry === 0) this.#done += 1;
    const worst = rows.find((row) => row.outcome !== 'pass') ?? rows[0];
    const device = deviceOfProject(test.parent.project());
    this.#progress(`${test.title} [${device}]`, worst?.outcome ?? 'inconclusive', worst?.reason ?? '');
  }

  onError(error: { message?: string }): void {
    this.#progress(
      'runner',
      'error',
      this.#redactor.redact(error.message ?? 'unknown error').replace(ansi, ''),
    );
  }

  #progress(title: string, outcome: string, reason: string): void {
    const line = { done: this.#done, total: this.#total, title, outcome, reason };
    process.stdout.write(`${progressPrefix}${JSON.stringify(line)}\n`);
  }

  #rows(test: TestCase, result: TestResult): readonly EvidenceRow[] {
    const attachments = this.#promoted(test, result);
    const own = result.attachments.filter((item) => item.name === evidenceAttachment.name && item.body);
    const observed = own.map((item) => this.#read(item.body?.toString('utf8') ?? ''));
    const observations = observed.length > 0 ? observed : [this.#missing(test, result)];
    return observations.map((observation) => this.#complete(test, result, observation, attachments));
  }

  #read(body: string): Observation {
    return z
      .custom<Observation>((value) => typeof value === 'object' && value !== null)
      .parse(JSON.parse(body));
  }

  #missing(test: TestCase, result: TestResult): Observation {
    const message = (result.error?.message ?? '').replace(ansi, '').split('\n').slice(0, 6).join(' ').trim();
    return {
      check: annotation(test, annotationTypes.check) ?? test.title,
      subject: annotation(test, annotationTypes.subject) ?? 'target',
      expected: 'an observation',
      actual: result.status,
      outcome: 'inconclusive',
      reason: message || `the test ended as ${result.status} and observed nothing`,
      fidelity: 'static',
    };
  }

  #complete(
    test: TestCase,
    result: TestResult,
    observation: Observation,
    attachments: readonly EvidenceAttachment[],
  ): EvidenceRow {
    const row = completeRow(
      {
        ...observation,
        device: deviceOfProject(test.parent.project()),
        attempt: result.retry + 1,
        startedAt: result.startTime,
        durationMs: result.duration,
        attachments,
      },
      { run: this.#play.run, stack: this.#play.stack, now: result.startTime },
    );
    return evidenceRowSchema.parse(JSON.parse(this.#redactor.redact(JSON.stringify(row))));
  }

  #learn(path: string): void {
    try {
      learnSecretsOf(path, this.#redactor);
    } catch {
      // What cannot be opened is not promoted either, and that is said there.
    }
  }

  #promoted(test: TestCase, result: TestResult): readonly EvidenceAttachment[] {
    const files = result.attachments.filter((item) => item.path && item.name !== evidenceAttachment.name);
    // What a trace shows to be secret must not stand in the picture’s name, or in the row, either.
    for (const { path } of files) this.#learn(path ?? '');
    for (const { body, name } of result.attachments) {
      if (body && name === evidenceAttachment.name) this.#redactor.learn(body.toString('utf8'));
    }
    return files.flatMap((item) => {
      const from = item.path ?? '';
      const path = `attachments/${this.#play.stack}-${test.id}-${result.retry}-${basename(from)}`;
      try {
        promote(from, join(this.#play.runFolder, path), this.#redactor.redact);
        return [{ name: item.name, contentType: item.contentType, path }];
      } catch (cause) {
        this.#progress('attachment', 'left out', cause instanceof Error ? cause.message : String(cause));
        return [];
      }
    });
  }
}
