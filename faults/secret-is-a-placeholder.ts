import type { Fault } from './fault.ts';

export const secretIsAPlaceholder = {
  id: 'secret-is-a-placeholder',
  at: 'deployment',
  what: 'the key that tokens are signed with is still the template’s',
  turnsRed: ['environment.audit'],
  bystander: 'certificate.trusted',
  deployment: { placeholderIn: 'JWT_SECRET' },
} as const satisfies Fault;
