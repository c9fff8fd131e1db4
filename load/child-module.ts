/** The file of a module that is run by itself, by Node or k6: .ts in the checkout, .js in the packed product. */
export function childModule(relative: string, importer: string): URL {
  const ending = importer.endsWith('.ts') ? '.ts' : '.js';
  return new URL(`${relative}${ending}`, importer);
}
