import { randomBytes } from 'node:crypto';

/** Secrets made for one run, by name; all stacks of the run share them, as a restored system must. */
export class RunSecrets {
  readonly #byName = new Map<string, string>();

  /** base64url of 32 random bytes. */
  get(name: string): string {
    const known = this.#byName.get(name);
    if (known !== undefined) return known;
    const made = randomBytes(32).toString('base64url');
    this.#byName.set(name, made);
    return made;
  }

  /** Every text that was handed out so far: none of them may be in an artifact. */
  all(): readonly string[] {
    return [...this.#byName.values()];
  }
}
