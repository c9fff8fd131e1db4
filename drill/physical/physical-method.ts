import { StackError } from '../../stack/stack-error.ts';
import type { BackupMethod } from '../backup-method.ts';
import { backUpPhysically } from './physical-backup.ts';
import { physicalDamages } from './physical-damage.ts';
import { restorePhysically } from './physical-restore.ts';
import { endOf } from './tool-run.ts';

/**
 * The database's own files and its log up to a moment, instead of the team's commands; stored objects as files beside
 * them. The whole cluster comes back, roles and settings with it. @throws StackError `unsupported` for SQLite.
 */
export const physicalMethod: BackupMethod = {
  artifact: 'folder',
  isTeams: false,
  takesSnapshot: false,
  damages: physicalDamages,
  async backup(stack, { artifact, signal }) {
    const { sql } = stack.access;
    if (sql?.engine !== 'postgres') {
      const message = `--method physical: expected a target on PostgreSQL, got ${sql?.engine ?? 'no access to its database'}`;
      throw new StackError('unsupported', message);
    }
    return await endOf('pg_basebackup and pg_receivewal', signal, () =>
      backUpPhysically({
        sql,
        objects: stack.access.objects,
        signal,
        folder: artifact.path,
        operate: (command) => stack.operate(command),
      }),
    );
  },
  restore: (empty, { artifact, signal }) =>
    endOf('pg_verifybackup and recovery to the moment', signal, () =>
      restorePhysically(empty, artifact.path, signal),
    ),
};
