import { StackError } from '../stack-error.ts';

/** Says plainly when what failed, at whatever depth, was for want of room; hands back any other error as it is. */
export function explained(error: unknown, folder: string): unknown {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const isFull = ('code' in at && (at.code === 'ENOSPC' || at.code === 'EDQUOT')) || full.test(at.message);
    if (isFull) {
      return new StackError('disk-full', `expected room in ${folder}, got a full disk: ${at.message}`, {
        cause: error,
      });
    }
  }
  return error;
}

/** The last one is PostgreSQL’s hint where a write came out short, which is no error of the system’s. */
const full = /ENOSPC|No space left on device|disk quota exceeded|Check free disk space/iu;
