import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { collectAllure } from './collect-allure.ts';
import { configurationOf } from './configuration-of.ts';
import { environmentOf, shapeOf } from './environment-parts.ts';
import { readJournal } from '../evidence/journal.ts';
import { decide } from '../reports/decide.ts';
import { drillReportSchema } from '../reports/schema/drill-report.ts';
import { loadReportSchema } from '../reports/schema/load-report.ts';
import { signoffOf } from '../reports/signoff/signoff-of.ts';
import { printSummary } from '../reports/summary.ts';
import { toVerdict, type VerdictFacts } from '../reports/to-verdict.ts';
import type { Verdict } from '../reports/verdict.ts';
import { writeReports } from '../reports/write-reports.ts';
import { leniencies } from '../targets/leniency.ts';
import { signOffPolicy } from '../targets/sign-off-policy.ts';
import type { RunContext } from './run-context.ts';
import { cellsOfRun, isPartial, scheduledCells, whyPartial } from './scheduled-cells.ts';
import { golivePackage } from './golive-package.ts';
import { faultSentence } from './fault-outcome.ts';
import { withSinceLastGo } from './since-last-go.ts';
import { sayLaunch } from './say-launch.ts';
import { tellGithub } from './tell-github.ts';
import { resumedText } from './resume-request.ts';
import { keepWithinBudget } from './keep-within-budget.ts';
import { lastProof, provedFaults } from './proved-faults.ts';
import { cellsOfShard } from './shard-cells.ts';
import { writeShard } from './write-shard.ts';

export interface Ending {
  readonly startedAt: Date;
  readonly endedEarly: string | null;
  /** Whether the summary is printed: not where there is nothing to judge, or nobody waits for it. */
  readonly isShown: boolean;
  /** Records of the run that could not be taken out of a system that is not its own. */
  readonly left?: readonly string[];
}

function readJson(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

function measurements({ runFolder }: RunContext): Pick<VerdictFacts, 'load' | 'drill'> {
  const load = readJson(join(runFolder, 'load.json'));
  const drill = readJson(join(runFolder, 'drill.json'));
  return {
    ...(load === undefined ? {} : { load: loadReportSchema.parse(load) }),
    ...(drill === undefined ? {} : { drill: drillReportSchema.parse(drill) }),
  };
}

function facts(
  context: RunContext,
  { startedAt, endedEarly, left, said }: Omit<Ending, 'isShown'> & { readonly said: readonly string[] },
  partial: VerdictFacts['partial'],
): VerdictFacts {
  const { request, main, prepared, stageTimes, tools } = context;
  const parts = main?.facts.parts ?? [];
  const versions = Object.fromEntries(parts.map(({ kind, version }) => [kind, version]));
  const fault = request.fault;
  return {
    run: {
      id: context.id,
      target: request.target.name,
      title: request.target.title,
      profile: request.profile,
      stack: context.driver.name,
      ...shapeOf(main?.facts),
      startedAt: startedAt.toISOString(),
      endedAt: new Date().toISOString(),
      versions: {
        golive: golivePackage.version,
        node: process.version,
        chromium: tools.chromiumVersion,
        ...(tools.webkitVersion === null ? {} : { webkit: tools.webkitVersion }),
        ...versions,
      },
      release: main?.facts.release ?? prepared?.release ?? null,
      configuration: configurationOf({ request, compose: main?.facts.compose ?? null }),
      durations: stageTimes,
    },
    fault: fault
      ? {
          id: fault.id,
          at: fault.at,
          what: fault.what,
          turnsRed: [...fault.turnsRed],
          bystander: fault.bystander,
          verdict: fault.verdict ?? 'NO-GO',
        }
      : null,
    partial,
    endedEarly,
    findings: [
      ...(main?.facts.repaired ?? []).map((text) => ({ kind: 'repaired', text })),
      ...(context.prepared?.built?.notes ?? []).map((text) => ({ kind: 'built', text })),
      ...leniencies(request.target).map((text) => ({ kind: 'lenient', text })),
      ...(left ?? []).map((text) => ({ kind: 'left behind', text })),
      ...said.map((text) => ({ kind: 'evidence budget', text })),
      ...(request.resume ? [{ kind: 'resumed', text: resumedText(request.resume) }] : []),
    ],
    faults: [...provedFaults()],
    ...lastProof(),
    environment: environmentOf(main?.facts),
    signOff: signOffPolicy(request.target),
    ...measurements(context),
  };
}

/** Judges what the journal holds, writes the reports and says the verdict. */
export async function concludeRun(context: RunContext, ending: Ending): Promise<Verdict> {
  const { request, terminal, runFolder } = context;
  const { target, profile } = request;
  const all = cellsOfRun(request);
  collectAllure(context);
  const { rows: evidence, said } = keepWithinBudget(context, readJournal(context.journal).rows);
  const scheduled = scheduledCells(all, request);
  const { shard } = request;
  const required = shard === undefined ? scheduled : cellsOfShard(scheduled, evidence, shard);
  const isWhole = shard === undefined && !isPartial(request);
  const why = whyPartial(request);
  const numbers = { scheduled: required.length, of: all.length };
  const partial = isWhole ? null : { ...numbers, ...(why === undefined ? {} : { why }) };
  const decision = decide({
    required,
    evidence,
    checklist: target.checklist,
    profile,
    waivers: [],
    asOf: new Date(),
    partial,
    endedEarly: ending.endedEarly,
  });
  if (context.main) copyFileSync(context.main.factsFile, join(runFolder, 'stack.json'));
  const judged = toVerdict(decision, facts(context, { ...ending, said }, partial));
  const verdict = withSinceLastGo(judged, request.reportsFolder);
  writeShard(context);
  writeReports({ runFolder, verdict });
  if (!ending.isShown) return verdict;
  printSummary(verdict, { print: terminal.result, paint: terminal.paint });
  const signoff = signoffOf(runFolder, verdict, new Date());
  sayLaunch(signoff, terminal);
  terminal.result(`report: ${join(runFolder, 'report.html')}`);
  tellGithub(verdict, request.targetFile, terminal, signoff);
  const sentence = faultSentence(verdict);
  if (sentence !== undefined) terminal.result(sentence);
  return verdict;
}
