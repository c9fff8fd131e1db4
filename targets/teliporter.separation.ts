import type { TargetInput } from './schema/target.ts';

const mine = "organization_id = (SELECT id FROM organizations WHERE name = '{tenant}')";
const ofOrganisation = (segment: string, table: string) =>
  ({ segment, from: 'reading', table, whose: mine }) as const;

/** "A multi-tenant reporting platform" (README.md): what stands in a table under an organisation is that one’s. */
export const teliporterSeparation = {
  source: 'README.md: a multi-tenant reporting platform',
  people: ['admin', 'other-admin'],
  toldBy: ['/organization_id', '/id'],
  kept: [
    ofOrganisation('users', 'users'),
    ofOrganisation('clients', 'clients'),
    ofOrganisation('accounts', 'square_accounts'),
    ofOrganisation('footfall', 'footfall_entries'),
  ],
} as const satisfies TargetInput['separation'];
