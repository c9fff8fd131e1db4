import { notOfExtension, ownSchema, relationName, type CatalogQuery } from './catalog-query.ts';

/**
 * One row a grantee: an ACL lists its items in the order in which they were granted, and NULL means the built-in
 * default. The owner is written `<owner>`, so that a changed owner is one difference and not one for each object.
 */
const granted = (kind: string, owned: string): string => `
  SELECT '${kind} ' || o.name || ' to ' || CASE a.grantee WHEN 0 THEN 'public' WHEN o.owner THEN '<owner>'
      ELSE pg_get_userbyid(a.grantee)::text END AS name,
    string_agg(DISTINCT a.privilege_type || CASE WHEN a.is_grantable THEN ' with grant option' ELSE '' END, ', ')
      AS privileges
  FROM (${owned}) o, aclexplode(o.acl) a
  GROUP BY 1`;

const relations = `SELECT ${relationName} AS name, c.relowner AS owner,
    coalesce(c.relacl, acldefault(CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", c.relowner)) AS acl
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S') AND c.relpersistence <> 't' AND ${ownSchema}
    AND ${notOfExtension('pg_class', 'c.oid')}`;

const columns = `SELECT ${relationName} || '.' || t.attname AS name, c.relowner AS owner, t.attacl AS acl
  FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE t.attacl IS NOT NULL AND NOT t.attisdropped AND ${ownSchema} AND ${notOfExtension('pg_class', 'c.oid')}`;

const functions = `SELECT n.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' AS name,
    p.proowner AS owner, coalesce(p.proacl, acldefault('f', p.proowner)) AS acl
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
  WHERE ${ownSchema} AND ${notOfExtension('pg_proc', 'p.oid')}`;

const types = `SELECT n.nspname || '.' || t.typname AS name, t.typowner AS owner,
    coalesce(t.typacl, acldefault('T', t.typowner)) AS acl
  FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
  WHERE (t.typtype IN ('e', 'd', 'r')
      OR EXISTS (SELECT FROM pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'c')) AND ${ownSchema} AND ${notOfExtension('pg_type', 't.oid')}`;

const schemas = `SELECT n.nspname::text AS name, n.nspowner AS owner, coalesce(n.nspacl, acldefault('n', n.nspowner)) AS acl
  FROM pg_namespace n WHERE ${ownSchema}`;

const largeObjects = `SELECT oid::text AS name, lomowner AS owner, coalesce(lomacl, acldefault('L', lomowner)) AS acl
  FROM pg_largeobject_metadata`;

const wrappers = `SELECT fdwname::text AS name, fdwowner AS owner, coalesce(fdwacl, acldefault('F', fdwowner)) AS acl
  FROM pg_foreign_data_wrapper WHERE ${notOfExtension('pg_foreign_data_wrapper', 'oid')}`;

const servers = `SELECT srvname::text AS name, srvowner AS owner, coalesce(srvacl, acldefault('S', srvowner)) AS acl
  FROM pg_foreign_server WHERE ${notOfExtension('pg_foreign_server', 'oid')}`;

const database = `SELECT 'current' AS name, datdba AS owner, coalesce(datacl, acldefault('d', datdba)) AS acl
  FROM pg_database WHERE datname = current_database()`;

/** Owners of schemas, who may do what, and what new objects will grant. */
export const grantQueries: readonly CatalogQuery[] = [
  {
    kind: 'schema',
    sql: `SELECT n.nspname::text AS name, pg_get_userbyid(n.nspowner)::text AS owner FROM pg_namespace n WHERE ${ownSchema}`,
  },
  {
    kind: 'grant',
    sql: [
      granted('relation', relations),
      granted('column', columns),
      granted('function', functions),
      granted('type', types),
      granted('schema', schemas),
      granted('foreign data wrapper', wrappers),
      granted('foreign server', servers),
      granted('database', database),
      granted('large object', largeObjects),
    ].join(' UNION ALL '),
  },
  {
    kind: 'default grant',
    sql: `SELECT pg_get_userbyid(d.defaclrole)::text || ' in ' || coalesce(n.nspname::text, 'every schema') || ', type ' ||
        d.defaclobjtype::text || ' to ' || CASE a.grantee WHEN 0 THEN 'public' ELSE pg_get_userbyid(a.grantee)::text END
        AS name,
        string_agg(DISTINCT a.privilege_type || CASE WHEN a.is_grantable THEN ' with grant option' ELSE '' END, ', ')
        AS privileges
      FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace, aclexplode(d.defaclacl) a
      GROUP BY 1`,
  },
];
