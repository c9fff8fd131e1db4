import { noDocuments, open, type DocumentQuestion } from './documents-context.ts';

const ownersBuild =
  'the checkout had been built by its owner: give a fresh one by --source (git clone), and it is built as documented';

/** What became of the documents' own commands when the release was installed and built. */
export function askBuilt({ prepared, report, tell }: DocumentQuestion): Promise<void> {
  if (prepared === undefined) tell(open('a release that was built', noDocuments));
  else if (prepared.built === undefined) tell(open('built by the documented commands', ownersBuild));
  else {
    const { parts } = prepared.built;
    report(`looking at how ${parts.length} parts were built`);
    if (parts.length === 0) tell(open('parts that were built', 'no part of the release was built'));
    for (const { name, commands, outcome, why } of parts) {
      const expected = `${name}: ${commands.join(', ')}`;
      const nothing = commands.length === 0;
      tell({
        expected,
        actual: outcome === 'worked' && !nothing ? expected : outcome,
        n: commands.length,
        outcome: nothing || outcome === 'open' ? 'inconclusive' : outcome === 'worked' ? 'pass' : 'fail',
        reason: nothing ? `${name}: its documents name no command any more` : (why ?? ''),
      });
    }
  }
  return Promise.resolve();
}
