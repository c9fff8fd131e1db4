import type { Fault } from './fault.ts';

export const tokenKeyPublished = {
  id: 'token-key-published',
  at: 'patch',
  what: 'tokens are signed with a key that stands in the source',
  turnsRed: ['token.not-forgeable'],
  bystander: 'maintenance.harmless',
  patch: [
    {
      file: 'server/auth/tokens.ts',
      find: 'const keyOf = (config: ServerConfig): Uint8Array => new TextEncoder().encode(config.JWT_SECRET);',
      replace:
        "const jwtSecret = 'replace this text before the launch of it';\nconst keyOf = (_config: ServerConfig): Uint8Array => new TextEncoder().encode(jwtSecret);",
    },
  ],
} as const satisfies Fault;
