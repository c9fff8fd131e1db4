/** A line `FROM` of a Dockerfile, with what its variables stand for. */
interface From {
  readonly line: number;
  readonly image: string;
  readonly rest: string;
}

type Values = Readonly<Record<string, string | null>>;

/** The images that a Dockerfile stands on: not its own stages, and not `scratch`. Pure. */
export function basesOf(dockerfile: string, given: Values = {}): readonly string[] {
  return [...new Set(fromLines(dockerfile, given).map(({ image }) => image))];
}

/** The same file on other images. Pure. */
export function standingOn(
  dockerfile: string,
  images: Readonly<Record<string, string>>,
  given: Values = {},
): string {
  const lines = dockerfile.split('\n');
  for (const { line, image, rest } of fromLines(dockerfile, given)) {
    const other = images[image];
    if (other !== undefined) lines[line] = `FROM ${other}${rest}`;
  }
  return lines.join('\n');
}

function fromLines(dockerfile: string, given: Values): readonly From[] {
  const values: Record<string, string> = {};
  const stages = new Set(['scratch']);
  const found: From[] = [];
  for (const [line, text] of dockerfile.split('\n').entries()) {
    const [, name, value = ''] = /^\s*ARG\s+(\w+)(?:=(\S*))?/iu.exec(text) ?? [];
    // Those before the first FROM alone may stand in one.
    if (name !== undefined && found.length === 0) values[name] = given[name] ?? unquoted(value);
    const from = /^\s*FROM\s+(?:--\S+\s+)*(\S+)(.*)$/iu.exec(text);
    if (from === null) continue;
    const image = filled(from[1] ?? '', values);
    const rest = from[2] ?? '';
    const stage = /\sAS\s+(\S+)/iu.exec(rest)?.[1];
    if (!stages.has(image)) found.push({ line, image, rest });
    if (stage !== undefined) stages.add(stage);
  }
  return found;
}

const unquoted = (text: string): string => text.replaceAll(/^["']|["']$/gu, '');

const filled = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replaceAll(
    /\$\{(\w+)(?::-([^}]*))?\}|\$(\w+)/gu,
    (_, braced?: string, otherwise = '', bare?: string) => {
      return values[braced ?? bare ?? ''] || otherwise;
    },
  );
