import type { Fault } from './fault.ts';

export const unlistedRouteOpen = {
  id: 'unlisted-route-open',
  at: 'patch',
  what: 'a route that nobody has told the plan of hands the list of people to whoever asks',
  turnsRed: ['routes.guarded', 'routes.listed'],
  bystander: 'auth.required',
  patch: [
    {
      file: 'server/route-table-office.ts',
      find: "  getOpenApi: { method: 'GET'",
      replace:
        "  exportUsers: { method: 'GET', path: '/api/users/export', roles: 'public', summary: 'All accounts' },\n  getOpenApi: { method: 'GET'",
    },
    {
      file: 'server/users.ts',
      find: '  listUsers: async (call) => {',
      replace:
        "  exportUsers: async (call) => ok((await call.db.query('select email, name, role from users')).rows),\n  listUsers: async (call) => {",
    },
  ],
} as const satisfies Fault;
