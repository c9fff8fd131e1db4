/** Collects the conditions of a list, each with its parameter, so that no value ever becomes SQL text. */
export interface Where {
  /** Adds a condition; `$?` stands for the value. */
  and(condition: string, value: unknown): void;
  /** Adds a condition without a value. */
  andPlain(condition: string): void;
  /** ' where … and …', or nothing. */
  sql(): string;
  readonly values: unknown[];
  /** Adds a value that is no condition (limit, offset); answers its placeholder. */
  placeholder(value: unknown): string;
}

export const where = (): Where => {
  const conditions: string[] = [];
  const values: unknown[] = [];
  const placeholder = (value: unknown): string => `$${values.push(value)}`;
  return {
    andPlain: (condition) => void conditions.push(condition),
    values,
    placeholder,
    and: (condition, value) => {
      const name = placeholder(value);
      // A function, because "$1" in a replacement text would mean something else.
      conditions.push(condition.replaceAll('$?', () => name));
    },
    sql: () => (conditions.length ? ` where ${conditions.join(' and ')}` : ''),
  };
};
