// The same punctuation as search_words() in the first migration splits at.
const separators = /[-./_@:,;()+#&'"<>\s\\]+/u;

/**
 * What a person typed as a tsquery: every word must occur, each as the beginning of a word.
 * Null when nothing is left to search for.
 */
export const searchWords = (typed: string): string | null => {
  const words = typed.split(separators).filter((word) => word !== '');
  return words.length
    ? words
        .slice(0, 10)
        .map((word) => `'${word}':*`)
        .join(' & ')
    : null;
};
