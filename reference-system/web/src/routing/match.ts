export type Parameters = Readonly<Record<string, string>>;

/** Matches `/work-orders/:id` against an address; null when it is another page. */
export function matchPath(pattern: string, pathname: string): Parameters | null {
  const wanted = pattern.split('/').filter(Boolean);
  const given = pathname.split('/').filter(Boolean);
  if (wanted.length !== given.length) return null;
  const parameters: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith(':')) parameters[part.slice(1)] = safeDecode(value);
    else if (part !== value) return null;
  }
  return parameters;
}

function safeDecode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
