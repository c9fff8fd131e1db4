import { ownSchema, type CatalogQuery } from './catalog-query.ts';

/** Options of servers and mappings may hold passwords: equal or not is all that is told. */
const secret = (options: string): string => `md5(array_to_string(${options}, ','))`;

/** A row without what names it, or is handed out anew by each restore. */
const rowOf = (row: string, without: string): string =>
  `(to_jsonb(${row}) - '{oid, ${without}}'::text[])::text`;

/** By catalog: the rows of objects that are made by hand, and what of them a restore could change. */
const catalogs: Readonly<Record<string, string>> = {
  pg_am: `x.amhandler::text`,
  pg_cast: `concat_ws(', ', x.castfunc::regprocedure, x.castcontext, x.castmethod)`,
  pg_collation: rowOf('x', 'collname, collnamespace, collowner, collversion'),
  pg_conversion: `x.conproc::text`,
  pg_foreign_data_wrapper: `concat_ws(', ', x.fdwhandler::regproc, x.fdwvalidator::regproc, ${secret('x.fdwoptions')})`,
  pg_foreign_server: `concat_ws(', ', x.srvtype, x.srvversion, ${secret('x.srvoptions')})`,
  pg_language: `concat_ws(', ', x.lanpltrusted, x.lanplcallfoid::regproc)`,
  pg_opclass: `concat_ws(', ', x.opcdefault, x.opcintype::regtype)`,
  pg_operator: `concat_ws(', ', x.oprcode, x.oprrest, x.oprjoin, x.oprcom::regoperator, x.oprcanmerge, x.oprcanhash)`,
  pg_opfamily: `true::text`,
  pg_publication: rowOf('x', 'pubname, pubowner'),
  pg_publication_rel: `true::text`,
  pg_ts_config: `(SELECT string_agg(concat_ws(' ', m.maptokentype, m.mapseqno, m.mapdict::regdictionary), ', '
      ORDER BY m.maptokentype, m.mapseqno) FROM pg_ts_config_map m WHERE m.mapcfg = x.oid)`,
  pg_ts_dict: `x.dictinitoption`,
  pg_ts_parser: `x.prsstart::text`,
  pg_ts_template: `x.tmpllexize::text`,
};

const every = Object.entries(catalogs).map(
  ([catalog, definition]) => `SELECT '${catalog}'::regclass, x.oid, ${definition} FROM ${catalog} x
    WHERE x.oid >= 16384`,
);

/** What is rarely made, and lost all the easier. 16384 is the first OID that initdb does not use itself. */
export const otherObjectQueries: readonly CatalogQuery[] = [
  {
    kind: 'other object',
    sql: `WITH every(catalog, oid, definition) AS (${every.join(' UNION ALL ')} UNION ALL
        SELECT 'pg_type'::regclass, t.oid, concat_ws(', ', r.rngsubtype::regtype, r.rngsubopc, r.rngcanonical, r.rngsubdiff)
          FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace LEFT JOIN pg_range r ON r.rngtypid = t.oid
          WHERE t.typtype IN ('r', 'b') AND t.typelem = 0 AND ${ownSchema})
      SELECT i.type || ' ' || i.identity AS name, every.definition
      FROM every, pg_identify_object(every.catalog, every.oid, 0) i
      WHERE NOT EXISTS (SELECT FROM pg_depend e
        WHERE e.classid = every.catalog AND e.objid = every.oid AND e.deptype = 'e')`,
  },
  {
    kind: 'foreign table',
    sql: `SELECT n.nspname || '.' || c.relname AS name, s.srvname::text AS server, ${secret('f.ftoptions')} AS options
      FROM pg_foreign_table f JOIN pg_class c ON c.oid = f.ftrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_foreign_server s ON s.oid = f.ftserver WHERE ${ownSchema}`,
  },
  {
    kind: 'user mapping',
    sql: `SELECT srvname || ' for ' || usename AS name, ${secret('umoptions')} AS options FROM pg_user_mappings`,
  },
  {
    kind: 'subscription',
    sql: `SELECT subname::text AS name, subenabled AS enabled, array_to_string(subpublications, ', ') AS publications,
        subslotname::text AS slot
      FROM pg_subscription WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  },
];
