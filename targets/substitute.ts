import { TargetError } from './target-error.ts';

type Names = Readonly<Record<string, string>>;

const placeholder = /\{([A-Za-z][A-Za-z0-9_]*)\}/gu;

/**
 * Fills `{name}` in a text.
 * @throws TargetError `malformed-target` for a name that nothing gave, listing those that are known.
 */
export function substitute(text: string, names: Names): string {
  return text.replace(placeholder, (_, name: string) => {
    const value = names[name];
    if (value === undefined) {
      const known = Object.keys(names).join(', ') || 'none';
      throw new TargetError('malformed-target', `"${text}": nothing gives {${name}}; known: ${known}`);
    }
    return value;
  });
}

/** Fills `{name}` in every string of a JSON value. `"{name}:number"` becomes a number. */
export function substituteDeep(value: unknown, names: Names): unknown {
  if (typeof value === 'string') {
    return value.endsWith('}:number')
      ? Number(substitute(value.slice(0, -':number'.length), names))
      : substitute(value, names);
  }
  if (Array.isArray(value)) return value.map((item) => substituteDeep(item, names));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, substituteDeep(item, names)]));
  }
  return value;
}

export function substituteAll(texts: Names, names: Names): Names {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, substitute(text, names)]));
}
