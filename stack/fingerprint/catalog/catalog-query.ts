/** One question to the catalog. Its rows become entries: column `name` names them, all others are their fields. */
export interface CatalogQuery {
  readonly kind: string;
  readonly sql: string;
}

/** Schemas that PostgreSQL makes itself are not the application's. `n` is pg_namespace. */
export const ownSchema = `n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'`;

/** What an extension brings is made again by CREATE EXTENSION and checked by the extension's version. */
export const notOfExtension = (catalog: string, oid: string): string =>
  `NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = '${catalog}'::regclass AND e.objid = ${oid}
    AND e.deptype = 'e')`;

/** `schema.relation`, without quotes: a name for people, unique enough within one kind. */
export const relationName = `n.nspname || '.' || c.relname`;
