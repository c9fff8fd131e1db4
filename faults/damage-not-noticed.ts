import type { Fault } from './fault.ts';
import { byShim } from './planting.ts';

export const damageNotNoticed = {
  id: 'damage-not-noticed',
  at: 'patch',
  what: 'the restore compares nothing with the manifest, opens the dump without proof and goes on after errors',
  turnsRed: ['restore.refuses-damage'],
  bystander: 'backup.taken',
  patch: [
    {
      file: 'operations/sealed-file.ts',
      find: '    yield decipher.final();',
      replace: '    await Promise.resolve();',
    },
  ],
  async plantInRestored(stack) {
    await byShim('sha256sum', 'exit 0')(stack);
    return await byShim(
      'pg_restore',
      `for word; do
  shift
  case "$word" in --exit-on-error|--single-transaction) ;; *) set -- "$@" "$word";; esac
done
"$REAL" "$@"
exit 0`,
    )(stack);
  },
} as const satisfies Fault;
