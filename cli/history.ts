import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { findRun } from '../reports/find-run.ts';
import type { SignoffReport } from '../reports/schema/signoff-report.ts';
import { asSigned } from '../reports/signoff/as-signed.ts';
import { signoffOf } from '../reports/signoff/signoff-of.ts';
import type { Verdict } from '../reports/verdict.ts';
import { readVerdict } from '../reports/read-verdict.ts';
import { loadTarget, targetFile } from '../targets/load.ts';
import type { Target } from '../targets/schema/target.ts';
import { figuresOf } from '../watch/history/figures.ts';
import { looksOfRelease } from '../watch/history/of-release.ts';
import { historyPage } from '../watch/history/page.ts';
import { historyText, type PlaceHistory } from '../watch/history/tell.ts';
import { openState } from '../watch/store/open-state.ts';
import { looksSince, watchedPlaces, type Watched } from '../watch/store/read-looks.ts';
import { UsageError, type Command, type CommandInput } from './command.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import { judgePlace } from './history/judge-place.ts';
import { readReportsFolder } from './places.ts';
import { refuseSurplus } from './refuse-surplus.ts';
import { sayLaunch } from './say-launch.ts';
import { readSpan, readState, stateFlags, stateOptions } from './smoke/watch-options.ts';
import type { Terminal } from './terminal.ts';

const usualMs = 30 * 86_400_000;

/** What the looks have seen over days; beside the run that was signed, where it is named. */
export const history: Command = {
  name: 'history',
  summary:
    'Plots what the looks have seen: uptime, p95, flakes; beside a signed run, whether they drift from it.',
  usage: 'golive history [target] [flags]',
  flags: {
    ...stateFlags,
    '--since <time>': 'looks of this time alone: 24h, 7d; 30d if left out',
    '--signed <run>': 'the run that was signed: the target’s lines of the days after are judged',
    '--out <file>': 'the page; history.html beside the state file if left out',
    '--reports <folder>': 'where the runs’ folders are; reports/runs if left out',
  },
  options: {
    ...stateOptions,
    since: { type: 'string' },
    signed: { type: 'string' },
    out: { type: 'string' },
    reports: { type: 'string' },
  },
  async run({ values, positionals, terminal }) {
    refuseSurplus('history', positionals, 1);
    const [word] = positionals;
    const run = readSigned(values);
    const signed = run?.verdict;
    if (signed && word === undefined) {
      throw new UsageError(
        'missing-argument',
        'golive history --signed: expected the target whose limits hold',
      );
    }
    const target = signed && word !== undefined ? await loadTarget(targetFile(word)) : undefined;
    refuseOther(signed, target);
    const name = target?.name ?? word;
    const from = new Date(Date.now() - (readSpan(values, 'since') ?? usualMs));
    const state = readState(values);
    if (!existsSync(state))
      throw new UsageError('bad-value', `${state}: expected looks of golive smoke, found none`);
    const out =
      typeof values['out'] === 'string' ? resolve(values['out']) : join(dirname(state), 'history.html');
    const database = openState(state);
    try {
      const watched = watchedPlaces(database).filter((each) => name === undefined || each.target === name);
      if (watched.length === 0)
        throw new UsageError('bad-value', `${state}: expected looks at ${name ?? 'something'}, found none`);
      const judged = watched.map((each) => judgedPlace(database, each, { from, target, signed }));
      if (run) saySigned(run, terminal);
      for (const { place, others, decision } of judged) {
        print(place, decision, terminal);
        if (others > 0)
          terminal.result(`  ${others} looks at another version than the signed one: not counted`);
      }
      writeFileSync(
        out,
        historyPage(
          judged.map(({ place }) => place),
          new Date(),
        ),
      );
      terminal.result(`page: ${out}`);
      if (values['json'] === true) process.stdout.write(`${JSON.stringify(judged.map(asJson))}\n`);
      return worst(judged.map(({ decision }) => decision?.decision));
    } finally {
      database.close();
    }
  },
};

type Judged = ReturnType<typeof judgedPlace>;

function judgedPlace(
  database: DatabaseSync,
  watched: Watched,
  {
    from,
    target,
    signed,
  }: { readonly from: Date; readonly target: Target | undefined; readonly signed: Verdict | undefined },
) {
  const { looks, others } = looksOfRelease(looksSince(database, watched, from), signed?.run.release?.version);
  const figures = figuresOf(looks);
  const judged = target && judgePlace(looks, target, signed);
  const { p95Ms } = judged?.limits ?? {};
  const lines = p95Ms === undefined ? [] : [{ name: 'limit', ms: p95Ms }];
  const place: PlaceHistory = { ...watched, looks, figures, rows: judged?.rows ?? [], lines };
  return { place, others, decision: judged?.decision };
}

function print(place: PlaceHistory, decision: Judged['decision'], terminal: Terminal): void {
  for (const line of historyText(place)) terminal.result(line);
  if (!decision) return;
  for (const { check, outcome, reason } of place.rows) {
    terminal.result(
      `  ${outcome === 'pass' ? 'ok  ' : outcome === 'fail' ? 'FAIL' : '??  '} ${check}${reason && `: ${reason}`}`,
    );
  }
  for (const { line, outcome, reason } of decision.lines.filter(({ line: each }) => each.phase === 'after')) {
    terminal.result(`  line ${line.id}: ${outcome}${reason && `, ${reason}`}`);
  }
  terminal.result(`  ${decision.sentence}`);
}

const asJson = ({ place: { looks, ...place }, decision }: Judged) => ({
  ...place,
  looks: looks.length,
  decision: decision?.decision ?? null,
});

/** The worst of all places; where nothing is judged, it did what it was asked. */
function worst(decisions: readonly (keyof typeof exitCodes | undefined)[]): ExitCode {
  const found = (['NO-GO', 'INCONCLUSIVE'] as const).find((word) => decisions.includes(word));
  return exitCodes[found ?? 'GO'];
}

interface Signed {
  readonly verdict: Verdict;
  readonly signoff: SignoffReport | undefined;
}

function readSigned(values: CommandInput['values']): Signed | undefined {
  const { signed } = values;
  if (typeof signed !== 'string') return undefined;
  const folder = findRun(readReportsFolder(values), signed);
  const verdict = readVerdict(join(folder, 'verdict.json'));
  return { verdict, signoff: signoffOf(folder, verdict, new Date()) };
}

/** What the looks are held beside: a run that nobody signed is none that people have accepted. */
function saySigned({ verdict, signoff }: Signed, terminal: Terminal): void {
  const { run, sentence } = asSigned(verdict, signoff);
  terminal.result(`beside run ${run.id} of ${run.release?.version ?? 'an unknown release'}: ${sentence}`);
  sayLaunch(signoff, terminal);
}

function refuseOther(signed: Verdict | undefined, target: Target | undefined): void {
  if (!signed || !target || signed.run.target === target.name) return;
  throw new UsageError(
    'bad-value',
    `--signed: expected a run of ${target.name}, got one of ${signed.run.target}`,
  );
}
