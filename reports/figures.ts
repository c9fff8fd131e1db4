import type { Observed } from '../evidence/row.ts';
import { cellName } from './cell-key.ts';
import type { VerdictCheck } from './schema/checks.ts';

const number = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 5 });
const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

/** 12,800; 488.2; 0.0002. */
export function formatNumber(value: number): string {
  return Math.abs(value) >= 10_000 ? whole.format(value) : number.format(value);
}

/** A share of one as a percentage: 0.020 %. */
export function formatShare(share: number): string {
  return `${number.format(Number((share * 100).toPrecision(3)))} %`;
}

export function formatFigure(value: number, unit: string | null): string {
  if (unit === 'share') return formatShare(value);
  return unit === null ? formatNumber(value) : `${formatNumber(value)} ${unit}`;
}

/** 640 ms, 4.2 s, 2 min 11 s. */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const seconds = ms / 1000;
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const rounded = Math.round(seconds);
  const hours = Math.floor(rounded / 3600);
  const minutes = Math.floor((rounded % 3600) / 60);
  if (hours > 0) return `${hours} h ${minutes} min`;
  return rounded % 60 === 0 ? `${minutes} min` : `${minutes} min ${rounded % 60} s`;
}

export function formatBytes(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const value = bytes / 1000 ** power;
  return `${power === 0 ? value : value.toFixed(1)} ${units[power]}`;
}

/** 2026-03-02 10:55:12 UTC. */
export function formatInstant(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
}

export function formatObserved(value: Observed, unit: string | null): string {
  if (value === null) return 'nothing';
  if (value === '') return '(empty)';
  return typeof value === 'number' ? formatFigure(value, unit) : String(value);
}

/** `scan.reads / ean13 on iphone`. */
export function checkName({ id, subject, device }: VerdictCheck): string {
  return cellName({ check: id, subject, device });
}

/** What was expected, with its operator: `< 500 ms`, `matches ^nosniff$`, `empty`. */
export function formatExpected({ operator, expected, unit }: VerdictCheck): string {
  if (operator === 'is-empty') return 'empty';
  const value = formatObserved(expected, unit);
  return operator === null || operator === '==' ? value : `${operator} ${value}`;
}

/** What was expected beside what was seen; empty where nothing was asked, or where the reason says both already. */
export function formatSeen(check: VerdictCheck): string {
  if (check.fidelity === null || check.reason.includes(', saw ')) return '';
  return `expected ${formatExpected(check)}, saw ${formatObserved(check.actual, check.unit)}`;
}

/** Limit, n, interval, fidelity, attempts and time: what stands beside every number. */
export function formatBasis(check: VerdictCheck): readonly string[] {
  const { limit, n, interval, unit, fidelity, engine, leastFidelity, attempts, durationMs } = check;
  if (fidelity === null) return [`needs fidelity ${leastFidelity}`];
  return [
    ...(limit === null ? [] : [`limit ${formatFigure(limit, unit)}`]),
    `n ${formatNumber(n)}`,
    ...(interval === null
      ? []
      : [`interval ${formatFigure(interval[0], unit)} to ${formatFigure(interval[1], unit)}`]),
    `fidelity ${fidelity}${engine === undefined ? '' : ` on ${engine}`}`,
    ...(attempts > 1 ? [`${attempts} attempts`] : []),
    ...(durationMs > 0 ? [formatDuration(durationMs)] : []),
  ];
}
