import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { environment } from '../../environment.ts';
import type { PartTools } from './build-tools.ts';
import { foldersOfPath } from './build-tools.ts';
import { isInstall } from './documented-commands.ts';

/** Nobody listens there: whatever a build asks of the world outside by a proxy is refused at once. */
const nowhere = 'http://127.0.0.1:9';

/** Where pip puts what a part needs, below its folder. */
export const environmentFolder = '.venv';

/**
 * What a documented command sees. An install reaches the registries that this machine is set up with, runs no script of
 * a package and compiles none; a build reaches nobody else.
 */
export function commandEnvironment(
  command: string,
  options: {
    readonly tools: PartTools;
    readonly folder: string;
    /** Host of the npm registry: some builds install what they miss. */
    readonly registryHost: string | undefined;
    readonly standIns: Readonly<Record<string, string>>;
  },
): Readonly<Record<string, string>> {
  const { tools, folder, registryHost, standIns } = options;
  const path = [
    ...(tools.python === undefined ? [] : [join(folder, environmentFolder, 'bin')]),
    ...(tools.node === undefined ? [] : [dirname(tools.node.program)]),
    ...foldersOfPath(environment.path),
  ].join(delimiter);
  const quiet = {
    PATH: path,
    NEXT_TELEMETRY_DISABLED: '1',
    npm_config_audit: 'false',
    npm_config_fund: 'false',
    npm_config_update_notifier: 'false',
    PIP_DISABLE_PIP_VERSION_CHECK: '1',
    ...standIns,
  };
  if (isInstall(command)) {
    return {
      ...environment.forRegistries,
      ...quiet,
      npm_config_ignore_scripts: 'true',
      PIP_ONLY_BINARY: ':all:',
    };
  }
  const within = ['localhost', '127.0.0.1', ...(registryHost === undefined ? [] : [registryHost])].join(',');
  const proxies = ['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy'];
  return {
    ...quiet,
    ...Object.fromEntries(proxies.map((name) => [name, nowhere])),
    NO_PROXY: within,
    no_proxy: within,
  };
}

/** For one package's own script: compiled from its own source, by the headers that lie beside this Node. */
export function scriptEnvironment({ node }: PartTools): Readonly<Record<string, string>> {
  const prefix = node === undefined ? '' : dirname(dirname(node.program));
  const hasHeaders = existsSync(join(prefix, 'include', 'node', 'node.h'));
  return { npm_config_build_from_source: 'true', ...(hasHeaders ? { npm_config_nodedir: prefix } : {}) };
}
