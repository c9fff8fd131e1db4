import type { TargetInput } from './schema/target.ts';

/** Admins have a second factor from the seed; everybody may enrol one, and another admin takes it away. */
export const referenceSecondFactor = {
  role: 'admin',
  requiredStatus: [401],
  enrolment: {
    source: 'docs/reference-plan.md, Security: people enrol their second factor by themselves',
    made: {
      role: 'admin',
      request: {
        method: 'POST',
        path: '/api/users',
        body: {
          email: '{email}',
          name: 'Enrols {unique}',
          role: 'technician',
          password: '{password}',
          mustChangePassword: false,
        },
      },
      status: [201],
      take: { person: '/id' },
    },
    as: 'technician',
    begin: {
      request: { method: 'POST', path: '/api/auth/totp', body: { password: '{password}' } },
      status: [200],
      secret: '/uri',
    },
    confirm: {
      request: { method: 'POST', path: '/api/auth/totp/confirm', body: { code: '{code}' } },
      status: [204],
    },
    reset: {
      role: 'admin',
      request: { method: 'POST', path: '/api/users/{person}/reset-totp' },
      status: [204],
    },
  },
} as const satisfies TargetInput['totp'];
