import type { Fault } from './fault.ts';
import { bySql } from './planting.ts';
import { StackError } from '../stack/stack-error.ts';

const password = 'Harvest-Moon-9';
const script = `import { hashPassword } from './server/auth/passwords.ts';
console.log(await hashPassword('${password}'));`;

export const loginInTheReadme = {
  id: 'login-in-the-readme',
  at: 'patch',
  what: 'the README names a login for trying out, and it opens the stores’ account',
  turnsRed: ['credentials.not-published'],
  bystander: 'token.not-forgeable',
  patch: [
    {
      file: 'README.md',
      find: '# Fieldbook',
      replace: `# Fieldbook\n\nTo try it out: stores@fieldbook.example / ${password}`,
    },
  ],
  async plant(stack) {
    const { stdout, exitCode } = await stack.operate({
      program: 'node',
      arguments: ['--input-type=module', '-e', script],
      timeoutMs: 20_000,
    });
    if (exitCode !== 0)
      throw new StackError('command-failed', 'login-in-the-readme: the hash could not be made');
    return await bySql(
      `update users set password_hash = '${stdout.trim()}' where email = 'stores@fieldbook.example'`,
    )(stack);
  },
} as const satisfies Fault;
