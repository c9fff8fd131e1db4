import { join } from 'node:path';

import { debianMend, hasApt } from './debian-packages.ts';
import { namesIn } from './path-search.ts';
import type { Tool } from './tool.ts';

const deepest = 4;

/** Without any font a page is laid out with empty boxes, and pictures of it show nothing. */
export const fonts: Tool = {
  id: 'fonts',
  label: 'Fonts',
  failureLabel: 'pages are laid out, and pictured, with empty boxes',
  need: 'required',
  shouldTest: (machine) => machine.platform === 'linux',
  locate: (machine) => {
    const shared = ['usr/share/fonts', 'usr/local/share/fonts'].map((folder) =>
      join(machine.systemRoot, folder),
    );
    const own = ['.fonts', '.local/share/fonts'].map((folder) => join(machine.home, folder));
    return [...shared, ...own].map((folder) => firstFont(folder, deepest)).find((font) => font !== undefined);
  },
  version: async (path) => path.split('/').at(-1),
  mends: (machine) =>
    hasApt(machine)
      ? [debianMend(machine, ['fonts-dejavu-core'])]
      : [{ line: 'install a font, for example DejaVu', waitingFor: 'you', run: undefined }],
};

function firstFont(folder: string, depth: number): string | undefined {
  const names = namesIn(folder);
  const font = names.find((name) => /\.(ttf|otf|ttc|pfb)$/i.test(name));
  if (font !== undefined) return join(folder, font);
  if (depth === 0) return undefined;
  return names.map((name) => firstFont(join(folder, name), depth - 1)).find((found) => found !== undefined);
}
