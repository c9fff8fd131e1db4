/** What `--stack` takes. */
export const stackWords = ['auto', 'process', 'docker', 'attach'] as const;
export type StackWord = (typeof stackWords)[number];
