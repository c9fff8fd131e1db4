/** Where a document of the release says something: the first group of what is found there is what it says. */
export interface Place {
  /** Below the checkout. */
  readonly file: string;
  /** Where in the file to begin; left out: at its beginning. */
  readonly after?: string;
  readonly find: RegExp;
}

/** A version of Node or Python that the release names. */
export interface Pin extends Place {
  /** The release is content with any that is newer. */
  readonly orLater?: true;
}

/** The least change that makes a part build where its documents do not. */
export interface Repair {
  /** For the verdict: what was done in place of what, and what for. */
  readonly says: string;
  readonly commands: readonly string[];
}

/** Answers on this machine in the place of somebody on the internet. */
export interface BuildStandIn {
  /** For the verdict: what is stood in for, and by what. */
  readonly says: string;
  readonly file: { readonly name: string; readonly text: string };
  /** The variable that names the file to the build. */
  readonly variable: string;
}

/** What is installed and built by commands of one folder. */
export interface BuildPart {
  /** As people call it: `front end`. */
  readonly name: string;
  /** Below the checkout, where its commands are run. */
  readonly folder: string;
  /** What it leaves, below that folder: this, and nothing else of what the commands did, becomes part of the release. */
  readonly makes: readonly string[];
  /** Which Node its commands are run by. */
  readonly node?: Pin;
  /** Which Python: its packages go into an environment of this part's own, `.venv`. */
  readonly python?: Pin;
  /** The documents' own commands, in their order, each run word for word as the document has it today. */
  readonly documented: readonly Place[];
  /** Tried in their order, each on a fresh copy, where the documented commands did not lead to what it makes. */
  readonly repairs: readonly Repair[];
  readonly standIns?: readonly BuildStandIn[];
  /**
   * Packages that do not work without their install script, which is run for them alone, from their own source: no
   * other package's is.
   */
  readonly scripts?: readonly string[];
}

/** How an unbuilt checkout becomes a release: data, but for the words of its documents. */
export interface BuildPlan {
  /** The folder in the cache is called by it. */
  readonly name: string;
  /** What any checkout has; the first that is not there is named. */
  readonly sourceFiles: readonly string[];
  readonly parts: readonly BuildPart[];
}
