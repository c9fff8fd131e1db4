import { appendFileSync, existsSync, renameSync, rmSync, statSync } from 'node:fs';

/**
 * Appends lines to a file. One that would grow beyond `mostBytes` is set aside as `file.1`, what was there before as
 * `file.2` and so on; of those, `kept` stay.
 */
export const rotatingFile = (file: string, mostBytes: number, kept: number): ((line: string) => void) => {
  let bytes = existsSync(file) ? statSync(file).size : 0;
  const setAside = (): void => {
    rmSync(`${file}.${kept}`, { force: true });
    for (let index = kept - 1; index >= 0; index -= 1) {
      const from = index === 0 ? file : `${file}.${index}`;
      if (existsSync(from)) renameSync(from, `${file}.${index + 1}`);
    }
    bytes = 0;
  };
  return (line) => {
    const length = Buffer.byteLength(line);
    if (bytes > 0 && bytes + length > mostBytes) setAside();
    appendFileSync(file, line, { mode: 0o600 });
    bytes += length;
  };
};
