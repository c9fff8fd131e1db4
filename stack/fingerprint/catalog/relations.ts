import { notOfExtension, ownSchema, relationName, type CatalogQuery } from './catalog-query.ts';

const ofOwnRelation = (kinds: string): string =>
  `${ownSchema} AND c.relkind IN (${kinds}) AND c.relpersistence <> 't' AND ${notOfExtension('pg_class', 'c.oid')}`;

/** Tables, views, columns, indexes and sequences: what is stored, and how. */
export const relationQueries: readonly CatalogQuery[] = [
  {
    kind: 'table',
    sql: `SELECT ${relationName} AS name, pg_get_userbyid(c.relowner)::text AS owner, c.relkind::text AS type,
        c.relpersistence::text AS persistence, c.relrowsecurity AS "rowSecurity",
        c.relforcerowsecurity AS "forcedRowSecurity", c.relreplident::text AS "replicaIdentity",
        array_to_string(c.reloptions, ', ') AS options,
        (SELECT array_to_string(o.reloptions, ', ') FROM pg_class o WHERE o.oid = c.reltoastrelid) AS "toastOptions",
        (SELECT m.amname::text FROM pg_am m WHERE m.oid = c.relam) AS "accessMethod", pg_get_partkeydef(c.oid) AS "partitionKey",
        pg_get_expr(c.relpartbound, c.oid) AS "partitionBound",
        (SELECT string_agg(i.inhparent::regclass::text, ', ' ORDER BY i.inhseqno) FROM pg_inherits i
          WHERE i.inhrelid = c.oid) AS inherits
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE ${ofOwnRelation(`'r', 'p', 'f'`)}`,
  },
  {
    kind: 'view',
    sql: `SELECT ${relationName} AS name, pg_get_userbyid(c.relowner)::text AS owner, c.relkind::text AS type,
        c.relispopulated AS populated, array_to_string(c.reloptions, ', ') AS options,
        pg_get_viewdef(c.oid) AS definition
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE ${ofOwnRelation(`'v', 'm'`)}`,
  },
  // A server may note a version of each column among its options (15.20 does); it means nothing on another server.
  {
    kind: 'column',
    sql: `SELECT ${relationName} || '.' || a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type,
        a.attnotnull AS "notNull", pg_get_expr(d.adbin, d.adrelid) AS "default", a.attidentity::text AS identity,
        a.attgenerated::text AS generated, nullif(a.attcollation, t.typcollation)::regcollation::text AS collation,
        a.attstorage::text AS storage, to_jsonb(a) ->> 'attcompression' AS compression,
        nullif(a.attstattarget, -1)::int AS "statisticsTarget", nullif(array_to_string(ARRAY(
          SELECT o FROM unnest(a.attoptions) o WHERE o NOT LIKE 'pg\\_attver=%' ORDER BY o), ', '), '') AS options,
        (row_number() OVER (PARTITION BY c.oid ORDER BY a.attnum))::int AS position
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      JOIN pg_type t ON t.oid = a.atttypid
      LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
      WHERE ${ofOwnRelation(`'r', 'p', 'f', 'v', 'm', 'c'`)}`,
  },
  {
    kind: 'index',
    sql: `SELECT n.nspname || '.' || i.relname AS name, c.relname::text AS "table", pg_get_indexdef(i.oid) AS definition,
        x.indisvalid AS valid, x.indisready AS ready, x.indisreplident AS "replicaIdentity",
        x.indisclustered AS clustered
      FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class c ON c.oid = x.indrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE ${ofOwnRelation(`'r', 'p', 'm'`)}`,
  },
  {
    kind: 'sequence',
    sql: `SELECT ${relationName} AS name, pg_get_userbyid(c.relowner)::text AS owner,
        format_type(s.seqtypid, NULL) AS type, s.seqstart::text AS start, s.seqincrement::text AS increment,
        s.seqmin::text AS min, s.seqmax::text AS max, s.seqcache::text AS cache, s.seqcycle AS cycle,
        (SELECT d.refobjid::regclass::text || '.' || a.attname FROM pg_depend d
          JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
          WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i')
            AND d.refobjsubid > 0) AS "ownedBy"
      FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE ${ofOwnRelation(`'S'`)}`,
  },
  {
    kind: 'statistics',
    sql: `SELECT n.nspname || '.' || s.stxname AS name, pg_get_statisticsobjdef(s.oid) AS definition
      FROM pg_statistic_ext s JOIN pg_namespace n ON n.oid = s.stxnamespace WHERE ${ownSchema}`,
  },
];
