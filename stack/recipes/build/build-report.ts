/** What became of the documents' own commands, where Golive installed and built a release itself. */
export interface BuildReport {
  /** For the verdict: what it was built with, what was not run, who was stood in for. */
  readonly notes: readonly string[];
  readonly parts: readonly {
    readonly name: string;
    /** As the documents have them, each with its line. */
    readonly commands: readonly string[];
    /** Open: nobody can say, and `why`. */
    readonly outcome: 'worked' | 'failed' | 'open';
    readonly why: string | null;
  }[];
}
