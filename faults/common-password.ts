import type { Fault } from './fault.ts';
import { bySql } from './planting.ts';
import { StackError } from '../stack/stack-error.ts';

const script = `import { hashPassword } from './server/auth/passwords.ts';
console.log(await hashPassword('admin123'));`;

export const commonPassword = {
  id: 'common-password',
  at: 'database',
  what: 'the stores’ account has the password "admin123"',
  turnsRed: ['password.not-common/warehouse'],
  bystander: 'token.lifetime',
  async plant(stack) {
    const { stdout, exitCode } = await stack.operate({
      program: 'node',
      arguments: ['--input-type=module', '-e', script],
      timeoutMs: 20_000,
    });
    if (exitCode !== 0) throw new StackError('command-failed', 'common-password: the hash could not be made');
    return await bySql(
      `update users set password_hash = '${stdout.trim()}' where email = 'stores@fieldbook.example'`,
    )(stack);
  },
} as const satisfies Fault;
