import { notOfExtension, ownSchema, type CatalogQuery } from './catalog-query.ts';

/** Code and types: functions, aggregates, enums, domains, extensions, and the rest of what a schema can hold. */
export const definitionQueries: readonly CatalogQuery[] = [
  {
    kind: 'function',
    sql: `SELECT n.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' AS name,
        pg_get_userbyid(p.proowner)::text AS owner,
        CASE p.prokind WHEN 'a' THEN (SELECT concat_ws(', ', 'aggregate', g.aggtransfn, g.aggfinalfn, g.agginitval,
            format_type(g.aggtranstype, NULL)) FROM pg_aggregate g WHERE g.aggfnoid = p.oid)
          ELSE pg_get_functiondef(p.oid) END AS definition
      FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE ${ownSchema} AND ${notOfExtension('pg_proc', 'p.oid')}`,
  },
  {
    kind: 'enum',
    sql: `SELECT n.nspname || '.' || t.typname AS name, pg_get_userbyid(t.typowner)::text AS owner,
        (SELECT string_agg(quote_literal(l.enumlabel), ', ' ORDER BY l.enumsortorder) FROM pg_enum l
          WHERE l.enumtypid = t.oid) AS labels
      FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
      WHERE t.typtype = 'e' AND ${ownSchema} AND ${notOfExtension('pg_type', 't.oid')}`,
  },
  {
    kind: 'domain',
    sql: `SELECT n.nspname || '.' || t.typname AS name, pg_get_userbyid(t.typowner)::text AS owner,
        format_type(t.typbasetype, t.typtypmod) AS type, t.typnotnull AS "notNull", t.typdefault AS "default",
        (SELECT string_agg(k.conname || ' ' || pg_get_constraintdef(k.oid), ', ' ORDER BY k.conname::text COLLATE "C")
          FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c') AS checks
      FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
      WHERE t.typtype = 'd' AND ${ownSchema} AND ${notOfExtension('pg_type', 't.oid')}`,
  },
  {
    kind: 'extension',
    sql: `SELECT e.extname::text AS name, e.extversion AS version, n.nspname::text AS schema
      FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace`,
  },
  {
    kind: 'large objects',
    sql: `SELECT 'all' AS name, count(*)::int AS count FROM pg_largeobject_metadata`,
  },
  {
    kind: 'database',
    sql: `SELECT 'current' AS name, pg_get_userbyid(datdba)::text AS owner, pg_encoding_to_char(encoding)::text AS encoding, datcollate::text AS collation,
        datctype::text AS "characterType"
      FROM pg_database WHERE datname = current_database()`,
  },
  {
    // ALTER DATABASE … SET is in no dump of a single database unless it was made with --create.
    kind: 'database setting',
    sql: `SELECT coalesce(pg_get_userbyid(nullif(s.setrole, 0))::text, 'everyone') || ' ' || split_part(c, '=', 1) AS name,
        substr(c, strpos(c, '=') + 1) AS value
      FROM pg_db_role_setting s, unnest(s.setconfig) c
      WHERE s.setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  },
  {
    kind: 'comment',
    sql: `SELECT i.type || ' ' || i.identity AS name, d.description AS text
      FROM pg_description d, pg_identify_object(d.classoid, d.objoid, d.objsubid) i
      WHERE d.objoid >= 16384 AND i.schema IS DISTINCT FROM 'information_schema'
        AND coalesce(i.schema, '') !~ '^pg_' AND i.type <> 'extension'
        AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = d.classoid AND e.objid = d.objoid
          AND e.deptype = 'e')`,
  },
  {
    // 16384 is the first OID that initdb does not use itself.
    kind: 'other object',
    sql: `WITH every(catalog, oid) AS (
        SELECT 'pg_cast'::regclass, oid FROM pg_cast UNION ALL
        SELECT 'pg_collation'::regclass, oid FROM pg_collation UNION ALL
        SELECT 'pg_conversion'::regclass, oid FROM pg_conversion UNION ALL
        SELECT 'pg_foreign_data_wrapper'::regclass, oid FROM pg_foreign_data_wrapper UNION ALL
        SELECT 'pg_foreign_server'::regclass, oid FROM pg_foreign_server UNION ALL
        SELECT 'pg_language'::regclass, oid FROM pg_language UNION ALL
        SELECT 'pg_opclass'::regclass, oid FROM pg_opclass UNION ALL
        SELECT 'pg_operator'::regclass, oid FROM pg_operator UNION ALL
        SELECT 'pg_opfamily'::regclass, oid FROM pg_opfamily UNION ALL
        SELECT 'pg_publication'::regclass, oid FROM pg_publication UNION ALL
        SELECT 'pg_publication_rel'::regclass, oid FROM pg_publication_rel UNION ALL
        SELECT 'pg_ts_config'::regclass, oid FROM pg_ts_config UNION ALL
        SELECT 'pg_ts_dict'::regclass, oid FROM pg_ts_dict UNION ALL
        SELECT 'pg_type'::regclass, t.oid FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
          WHERE t.typtype IN ('r', 'b') AND t.typelem = 0 AND ${ownSchema})
      SELECT i.type || ' ' || i.identity AS name, true AS present
      FROM every, pg_identify_object(every.catalog, every.oid, 0) i
      WHERE every.oid >= 16384 AND NOT EXISTS (SELECT FROM pg_depend e
        WHERE e.classid = every.catalog AND e.objid = every.oid AND e.deptype = 'e')`,
  },
];
