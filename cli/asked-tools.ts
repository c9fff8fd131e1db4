/** Whether a command's words ask for containers: by name, or by the shape of a server, which only those can have. */
export function asksForDocker(words: readonly string[]): boolean {
  return says(words, '--stack', 'docker') || words.some((word) => /^--shape(=|$)/u.test(word));
}

/** Whether a command's words ask for k6. */
export function asksForK6(words: readonly string[]): boolean {
  return says(words, '--engine', 'k6');
}

function says(words: readonly string[], flag: string, value: string): boolean {
  return words.some(
    (word, index) => word === `${flag}=${value}` || (word === flag && words[index + 1] === value),
  );
}
