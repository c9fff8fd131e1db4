import { notOfExtension, ownSchema, type CatalogQuery } from './catalog-query.ts';

/** Code and types: functions, aggregates, enums, domains, extensions, and the database's own properties. */
export const definitionQueries: readonly CatalogQuery[] = [
  {
    kind: 'function',
    sql: `SELECT n.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' AS name,
        pg_get_userbyid(p.proowner)::text AS owner,
        CASE p.prokind WHEN 'a' THEN (SELECT concat_ws(', ', 'aggregate', g.aggtransfn, g.aggfinalfn, g.agginitval,
            g.aggcombinefn, g.aggsortop::regoperator, format_type(g.aggtranstype, NULL)) FROM pg_aggregate g WHERE g.aggfnoid = p.oid)
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
        format_type(t.typbasetype, t.typtypmod) AS type, nullif(t.typcollation, b.typcollation)::regcollation::text AS collation, t.typnotnull AS "notNull", t.typdefault AS "default",
        (SELECT string_agg(k.conname || ' ' || pg_get_constraintdef(k.oid), ', ' ORDER BY k.conname::text COLLATE "C")
          FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c') AS checks
      FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace JOIN pg_type b ON b.oid = t.typbasetype
      WHERE t.typtype = 'd' AND ${ownSchema} AND ${notOfExtension('pg_type', 't.oid')}`,
  },
  {
    // Its attributes are columns; a table's own row type has the table's owner.
    kind: 'composite type',
    sql: `SELECT n.nspname || '.' || t.typname AS name, pg_get_userbyid(t.typowner)::text AS owner
      FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace JOIN pg_class c ON c.oid = t.typrelid
      WHERE c.relkind = 'c' AND ${ownSchema} AND ${notOfExtension('pg_type', 't.oid')}`,
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
        datctype::text AS "characterType", datconnlimit AS "connectionLimit",
        -- The names of these columns are of 15 and 17: asked as text, so that older servers answer NULL.
        to_jsonb(d) ->> 'datlocprovider' AS "localeProvider",
        coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale') AS locale
      FROM pg_database d WHERE datname = current_database()`,
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
];
