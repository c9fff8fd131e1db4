import { fileURLToPath } from 'node:url';

/** The file of a module that is run as a process of its own: .ts in the checkout, .js in the packed product. */
export function childModule(relative: string, importer: string): string {
  const ending = importer.endsWith('.ts') ? '.ts' : '.js';
  return fileURLToPath(new URL(`${relative}${ending}`, importer));
}
