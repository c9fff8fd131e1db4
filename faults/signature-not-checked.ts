import type { Fault } from './fault.ts';

export const signatureNotChecked = {
  id: 'signature-not-checked',
  at: 'patch',
  what: 'what a token says is believed without a look at its signature',
  turnsRed: ['token.not-forgeable'],
  bystander: 'maintenance.harmless',
  patch: [
    {
      file: 'server/auth/tokens.ts',
      find: `await jwtVerify(token, keyOf(config), {
      algorithms: ['HS256'],
      issuer: config.PUBLIC_ORIGIN,
    });`,
      replace:
        "{ payload: JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown> };",
    },
  ],
} as const satisfies Fault;
