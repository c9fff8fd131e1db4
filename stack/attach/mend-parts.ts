import { disturbedParts, type LedgerEntry } from '../ledger/ledger.ts';
import type { HookedComponent } from './hooked-component.ts';

/**
 * Starts, or connects again, what a run had disturbed when it was ended. A run that ends in good order has done so
 * itself. @returns a sentence for each part that may still be down.
 */
export async function mendParts(
  components: readonly HookedComponent[],
  entries: readonly LedgerEntry[],
): Promise<readonly string[]> {
  const down: string[] = [];
  for (const { role, is } of disturbedParts(entries)) {
    const told = `the ${role} was ${is === 'cut' ? 'cut off from the database' : 'stopped'} by the run`;
    const part = components.find((component) => component.role === role);
    try {
      await (is === 'cut' ? part?.mend() : part?.start());
      if (part === undefined) down.push(`${told}: expected commands.${role} in the hooks, got none`);
    } catch (error) {
      down.push(`${told}, and may still be so: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return down;
}
