import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { createReaper } from '../reaper/reaper.ts';
import { StackError } from '../stack-error.ts';
import { openSmallDisk } from './small-disk.ts';

const bytes = 4 * 1024 * 1024;
const noRoom = { code: 'ENOSPC' };

describe('a disk that can run full', () => {
  it('takes not a byte more once it is full, has room again, and is gone with its keeper', async (test) => {
    const reaper = await createReaper({ run: `test-disk-${randomBytes(4).toString('hex')}` });
    try {
      const folder = await reaper.makeFolder('disk');
      const disk = await openSmallDisk({ spawn: reaper.spawn, folder, bytes });
      const file = join(disk.folder, 'kept');
      await writeFile(file, 'before');
      const full = await disk.fill();
      await assert.rejects(writeFile(join(disk.folder, 'more'), 'x'.repeat(8192)), noRoom);
      assert.equal(await readFile(file, 'utf8'), 'before');
      await full[Symbol.asyncDispose]();
      await writeFile(join(disk.folder, 'more'), 'x'.repeat(8192));
      assert.equal(existsSync(join(folder, 'small-disk', 'kept')), false, 'nobody else sees the mount');
      await disk[Symbol.asyncDispose]();
      assert.equal(existsSync(file), false);
    } catch (error) {
      if (!(error instanceof StackError) || error.code !== 'unsupported') throw error;
      test.skip(error.message);
    } finally {
      await reaper.close();
    }
  });

  it('says what is missing where nothing may be mounted', async () => {
    const reaper = await createReaper({ run: `test-disk-${randomBytes(4).toString('hex')}` });
    try {
      const folder = await reaper.makeFolder('disk');
      const spawn: typeof reaper.spawn = (command, args, options) =>
        command === 'unshare'
          ? reaper.spawn('sh', ['-c', 'echo unshare failed: Operation not permitted >&2; exit 1'], options)
          : reaper.spawn(command, args, options);
      await assert.rejects(openSmallDisk({ spawn, folder, bytes }), {
        code: 'unsupported',
        message: /as root or in a user namespace, got: unshare failed: Operation not permitted/u,
      });
    } finally {
      await reaper.close();
    }
  });
});
