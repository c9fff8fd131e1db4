import type { Fault } from './fault.ts';

export const maintenanceRemovesVolumes = {
  id: 'maintenance-removes-volumes',
  at: 'patch',
  what: 'the documents have cron remove every volume that nothing holds just then',
  turnsRed: ['maintenance.harmless'],
  bystander: 'token.not-forgeable',
  patch: [
    {
      file: 'README.md',
      find: '# Fieldbook',
      replace: '# Fieldbook\n\n    0 4 * * 0 docker system prune -af --volumes',
    },
  ],
} as const satisfies Fault;
