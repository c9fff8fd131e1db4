import type { TargetInput } from './schema/target.ts';

const mine = "tenant_id = (SELECT id FROM tenants WHERE code = '{tenant}')";
const ofTenant = (segment: string, table: string) =>
  ({ segment, from: 'reading', table, whose: mine }) as const;

/** "Tenant Isolation: Mandatory X-Tenant-Code header" (the plan): what stands in a table under a tenant is that tenant’s. */
export const salessyncSeparation = {
  source: 'PRODUCTION_DEPLOYMENT_PLAN.md, Security: tenant isolation',
  people: ['admin', 'other-admin'],
  toldBy: ['/data/tenant/id', '/data/tenant/code'],
  kept: [
    ofTenant('users', 'users'),
    ofTenant('products', 'products'),
    ofTenant('customers', 'customers'),
    ofTenant('orders', 'orders'),
    ofTenant('warehouses', 'warehouses'),
    ofTenant('regions', 'regions'),
    ofTenant('areas', 'areas'),
    ofTenant('routes', 'routes'),
    ofTenant('categories', 'categories'),
    ofTenant('brands', 'brands'),
    ofTenant('agents', 'agents'),
    ofTenant('vans', 'vans'),
    ofTenant('visits', 'visits'),
    ofTenant('surveys', 'surveys'),
  ],
} as const satisfies TargetInput['separation'];
