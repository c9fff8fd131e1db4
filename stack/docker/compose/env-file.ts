import { StackError } from '../../stack-error.ts';

/**
 * The text of a file of environment variables as Compose reads it: in single quotes nothing is replaced.
 * @throws StackError `unsupported` naming the variable whose value such a file cannot hold.
 */
export function envFile(environment: Readonly<Record<string, string>>): string {
  return Object.entries(environment)
    .map(([name, value]) => {
      if (!/['\n\r]/u.test(value)) return `${name}='${value}'\n`;
      throw new StackError(
        'unsupported',
        `environment of the application: ${name}: expected a value without quotes and line ends`,
      );
    })
    .join('');
}
