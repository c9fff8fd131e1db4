import type { CatalogQuery } from './catalog-query.ts';

/**
 * Roles that own something in this database or were granted something in it, and the groups that those belong to.
 * Roles are the cluster's and in no dump of a database; what they may do decides who can work on the restored copy.
 * 16384 is the first OID that initdb does not use itself.
 */
const concerned = `WITH RECURSIVE here AS (SELECT oid FROM pg_database WHERE datname = current_database()),
    concerned(oid) AS (
      SELECT d.refobjid FROM pg_shdepend d, here
      WHERE d.refclassid = 'pg_authid'::regclass
        AND (d.dbid = here.oid OR (d.dbid = 0 AND d.classid = 'pg_database'::regclass AND d.objid = here.oid))
      UNION SELECT m.roleid FROM pg_auth_members m JOIN concerned c ON c.oid = m.member)`;

const names = (role: string, of: string): string => `(SELECT string_agg(g.rolname::text ||
      CASE WHEN m.admin_option THEN ' with admin option' ELSE '' END, ', ' ORDER BY g.rolname::text COLLATE "C")
    FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.${role} WHERE m.${of} = r.oid)`;

/** Who the owners and grantees are, and how their sessions begin. Passwords are not looked at. */
export const roleQueries: readonly CatalogQuery[] = [
  {
    kind: 'role',
    sql: `${concerned} SELECT r.rolname::text AS name, r.rolsuper AS superuser, r.rolinherit AS inherits,
        r.rolcreaterole AS "makesRoles", r.rolcreatedb AS "makesDatabases", r.rolcanlogin AS "logsIn",
        r.rolreplication AS replicates, r.rolbypassrls AS "passesRowSecurity", r.rolconnlimit AS "connectionLimit",
        r.rolvaliduntil::text AS "validUntil", ${names('roleid', 'member')} AS "memberOf",
        ${names('member', 'roleid')} AS members
      FROM pg_roles r JOIN concerned c ON c.oid = r.oid WHERE r.oid >= 16384`,
  },
  {
    kind: 'role setting',
    sql: `${concerned} SELECT r.rolname || ' ' || split_part(s, '=', 1) AS name, substr(s, strpos(s, '=') + 1) AS value
      FROM pg_roles r JOIN concerned c ON c.oid = r.oid, unnest(r.rolconfig) s WHERE r.oid >= 16384`,
  },
];
