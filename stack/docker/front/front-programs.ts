import type { ContainerPlan } from '../../recipes/recipe.ts';
import { caddyfile } from './caddyfile.ts';
import type { FrontSettings } from './front-settings.ts';
import { nginxConf } from './nginx-conf.ts';

/** What differs between programs that can be the front. */
interface FrontProgram {
  readonly kind: string;
  /** Its file below /etc/golive. */
  readonly file: string;
  readonly text: (settings: FrontSettings) => string;
  /** Has it read the file again; nothing under way is dropped. */
  readonly reload: readonly [string, ...string[]];
  /** Makes it say its version. */
  readonly version: readonly [string, ...string[]];
  readonly versionPattern: RegExp;
}

export const frontPrograms: Readonly<Record<ContainerPlan['front'], FrontProgram>> = {
  caddy: {
    kind: 'Caddy',
    file: 'Caddyfile',
    text: caddyfile,
    reload: ['caddy', 'reload', '--config', '/etc/golive/Caddyfile', '--adapter', 'caddyfile'],
    // `caddy version` says nothing of one that was built by hand.
    version: ['caddy', 'build-info'],
    versionPattern: /caddyserver\/caddy\/v2\s+v(\d+(?:\.\d+)+)/u,
  },
  nginx: {
    kind: 'nginx',
    file: 'nginx.conf',
    text: nginxConf,
    reload: ['nginx', '-c', '/etc/golive/nginx.conf', '-s', 'reload'],
    // On its standard error.
    version: ['nginx', '-v'],
    versionPattern: /nginx\/(\d+(?:\.\d+)+)/u,
  },
};
