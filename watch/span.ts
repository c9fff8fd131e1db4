const unitsMs = { s: 1_000, m: 60_000, min: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** `30s`, `5m`, `2h`, `7d` in milliseconds; undefined for other text. */
export function spanMs(text: string): number | undefined {
  const [, number, unit] = /^(\d+(?:\.\d+)?)(s|min|m|h|d)$/u.exec(text) ?? [];
  if (number === undefined || unit === undefined) return undefined;
  return Number(number) * unitsMs[unit as keyof typeof unitsMs];
}

/** `2 h 5 min`, for a person. */
export function spanText(ms: number): string {
  if (ms < 60_000) return `${Math.round(ms / 1_000)} s`;
  const minutes = Math.round(ms / 60_000);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours} h${minutes % 60 === 0 ? '' : ` ${minutes % 60} min`}`;
  return `${Math.floor(hours / 24)} d${hours % 24 === 0 ? '' : ` ${hours % 24} h`}`;
}
