import type { DrillReport } from '../schema/drill-report.ts';
import type { LoadFigures, LoadReport } from '../schema/load-report.ts';

const plot = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 120" width="100%" role="img" aria-label="p95 of each second" font-family="system-ui, sans-serif" font-size="12" fill="currentColor"><text x="0" y="14">Latency over time</text><line x1="48" y1="40" x2="632" y2="40" stroke="var(--plot-limit, #d64545)" stroke-dasharray="5 4"/><path d="M48 90L200 84L350 60L500 88L632 80" fill="none" stroke="var(--plot-series, #3b7ddd)" stroke-width="1.8"/></svg>`;

function figures(subject: string, n: number, p95Ms: number, failed = 0): LoadFigures {
  return {
    subject,
    n,
    failed,
    limited: 0,
    dropped: 0,
    percentiles: { p50Ms: p95Ms * 0.31, p95Ms, p99Ms: p95Ms * 1.7, maxMs: p95Ms * 2.6 },
    p95Bounds: { lower: p95Ms * 0.965, upper: p95Ms * 1.05 },
    errorRate: { value: failed / n, lower: failed / n / 2, upper: (failed + 3) / n },
  };
}

const endpoint = (method: string, path: string, n: number, p95Ms: number, failed = 0) => ({
  ...figures(`${method} ${path}`, n, p95Ms, failed),
  method,
  path,
  write: method !== 'GET',
  judged: n >= 300,
});

export const sampleLoad: LoadReport = {
  plan: {
    users: 100,
    ratePerSecond: 100,
    plannedRequests: 12_800,
    extended: true,
    writeShare: 0.23,
    uploadShare: 0.02,
  },
  limits: { p95Ms: 500, errorRate: 0.001 },
  overall: figures('all requests', 12_800, 488.2, 2),
  endpoints: [
    endpoint('GET', '/api/records?page={page}', 4_096, 212.4),
    endpoint('GET', '/api/records/{id}', 3_712, 96.1),
    endpoint('POST', '/api/records', 1_664, 489.7, 2),
    endpoint('PATCH', '/api/records/{id}', 1_152, 538.3),
    endpoint('GET', '/api/reports/month', 1_920, 471.9),
    endpoint('POST', '/api/records/{id}/photos', 256, 913.5),
  ],
  rate: { plannedPerSecond: 100, reachedPerSecond: 99.9, share: 0.999 },
  generator: { latenessP99Ms: 2.1, lagP99Ms: 3.4, cpuShare: 0.38 },
  worstWindow: { fromS: 71, toS: 81, n: 1000, p95Ms: 611.3 },
  calibration: {
    ok: true,
    n: 300,
    truth: { p50Ms: 40, p95Ms: 180 },
    measured: { p50Ms: 40.9, p95Ms: 181.2 },
  },
  invalid: [],
  plots: [{ name: 'p95-over-time', title: 'Latency over time', svg: plot }],
};

const step = (name: string, startMs: number, durationMs: number, detail?: string) => ({
  name,
  startMs,
  durationMs,
  outcome: 'done',
  ...(detail === undefined ? {} : { detail }),
});

export const sampleDrill: DrillReport = {
  recoveryPointMs: 4_310,
  recoveryTimeMs: 18_740,
  recoveryTimeLimit: { value: 120_000, source: 'plan, Backup: back in service within 2 minutes' },
  artifactBytes: 48_211_904,
  steps: [
    step('writes begin', 0, 1_900, '4 confirmed before the backup'),
    step('backup', 1_900, 7_420, 'the team’s own command, while writes go on'),
    step('destroy', 11_000, 640, 'server stopped, data folder and bucket deleted'),
    step('restore', 11_640, 16_200, 'from the artifact alone, on another port and path'),
    step('first right answer', 27_840, 2_540),
    step('compare', 30_380, 3_100, '31 tables, 1,204 files'),
  ],
  differences: [
    {
      kind: 'sequence.behind',
      subject: 'public.record_number',
      expected: 'at least 10,412',
      actual: '10,398',
    },
    {
      kind: 'table.count',
      subject: 'public.sessions',
      expected: '117',
      actual: '0',
      reason: 'sessions are not backed up on purpose: everybody signs in again',
    },
  ],
};
