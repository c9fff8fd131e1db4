// Read by Node and by k6 alike: nothing of either is used here.

/** Begins the names of the variables that hold the tokens of a part, each a JSON array of some: _1, _2 and so on. */
const VARIABLE = 'GOLIVE_TOKENS_';

/** The tokens that the environment holds, in the order of their variables. */
export function tokensIn(environment: Readonly<Record<string, string | undefined>>): string[] {
  const tokens: string[] = [];
  for (let piece = 1; ; piece++) {
    const text = environment[`${VARIABLE}${piece}`];
    if (text === undefined) return tokens;
    tokens.push(...(JSON.parse(text) as string[]));
  }
}
