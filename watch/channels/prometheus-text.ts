import type { Look } from '../look/look.ts';

interface Metric {
  readonly name: string;
  readonly help: string;
  readonly samples: readonly { readonly labels?: Readonly<Record<string, string>>; readonly value: number }[];
}

/** The figures of one look, as gauges: name, what it is, values. Durations in seconds, as Prometheus has them. */
export function metricsOf(look: Look): readonly Metric[] {
  const one = (name: string, help: string, value: number | null): readonly Metric[] =>
    value === null ? [] : [{ name: `golive_smoke_${name}`, help, samples: [{ value }] }];
  const p95 = percentile95(look.latenciesMs);
  return [
    ...one(
      'ok',
      'Whether the last look was good: 1, or 0 where something failed or could not be seen.',
      Number(look.state === 'ok'),
    ),
    ...one(
      'up',
      'Whether people could sign in and see the main pages: 1 or 0.',
      look.up === null ? null : Number(look.up),
    ),
    ...one('last_look_timestamp_seconds', 'When the last look began.', Date.parse(look.startedAt) / 1_000),
    ...one('duration_seconds', 'How long the last look took.', look.durationMs / 1_000),
    ...one('requests', 'Requests of the last look that were sent and waited for.', look.requests),
    ...one('bad_answers', 'Of these, without an answer or with 5xx.', look.bad),
    ...one(
      'request_p95_seconds',
      'The 95th percentile of the answered requests of the last look.',
      p95 === null ? null : p95 / 1_000,
    ),
    ...one('flaky', 'Checks of the last look that failed and then passed.', look.flaky),
    ...one('passed', 'Checks of the last look that passed.', look.passed),
    ...troublesOf(look),
  ];
}

function troublesOf({ troubles }: Look): readonly Metric[] {
  if (troubles.length === 0) return [];
  const samples = new Map(
    troubles.map(({ check, subject, outcome }) => [
      `${check} ${subject}`,
      { labels: { check, subject, outcome }, value: 1 },
    ]),
  );
  const help = 'Checks of the last look that did not pass, by outcome.';
  return [{ name: 'golive_smoke_trouble', help, samples: [...samples.values()] }];
}

/** The text format that node_exporter’s textfile collector and a pushgateway read. */
export function prometheusText(look: Look): string {
  const common = { target: look.target, place: look.place };
  const lines = metricsOf(look).flatMap(({ name, help, samples }) => [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} gauge`,
    ...samples.map(({ labels = {}, value }) => `${name}${labelled({ ...common, ...labels })} ${value}`),
  ]);
  return `${lines.join('\n')}\n`;
}

function labelled(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return `{${pairs.join(',')}}`;
}

const escaped = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');

/** Nearest rank; null where nothing was answered. */
export function percentile95(latenciesMs: readonly number[]): number | null {
  const sorted = latenciesMs.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? null;
}
