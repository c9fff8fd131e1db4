/** What a checklist line is bound to: `check`, `check/subject`, either with `@device`. */
export interface Binding {
  readonly check: string;
  readonly subject?: string;
  readonly device?: string;
}

export function parseBinding(text: string): Binding {
  const [rest = '', device] = text.split('@', 2);
  const slash = rest.indexOf('/');
  const check = slash < 0 ? rest : rest.slice(0, slash);
  const subject = slash < 0 ? undefined : rest.slice(slash + 1);
  return {
    check,
    ...(subject === undefined ? {} : { subject }),
    ...(device === undefined ? {} : { device }),
  };
}
