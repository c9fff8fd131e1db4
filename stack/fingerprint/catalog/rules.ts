import { notOfExtension, ownSchema, relationName, type CatalogQuery } from './catalog-query.ts';

const relation = `JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE ${ownSchema} AND c.relpersistence <> 't' AND ${notOfExtension('pg_class', 'c.oid')}`;

/** What keeps the data right: constraints, triggers, rules, row security. */
export const ruleQueries: readonly CatalogQuery[] = [
  {
    // A foreign key is enforced by triggers of its own, which DISABLE TRIGGER ALL (pg_restore
    // --disable-triggers) leaves off when it is cut short; its definition does not show that.
    kind: 'constraint',
    sql: `SELECT ${relationName} || '.' || k.conname AS name, pg_get_constraintdef(k.oid) AS definition,
        k.convalidated AS validated,
        (SELECT string_agg(DISTINCT g.tgenabled::text, ', ') FROM pg_trigger g
          WHERE g.tgconstraint = k.oid) AS "enforcedBy"
      FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
      ${relation} AND k.contype NOT IN ('t', 'n')`,
  },
  {
    kind: 'trigger',
    sql: `SELECT ${relationName} || '.' || g.tgname AS name, pg_get_triggerdef(g.oid) AS definition,
        g.tgenabled::text AS enabled
      FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid
      ${relation} AND NOT g.tgisinternal`,
  },
  {
    kind: 'rule',
    sql: `SELECT ${relationName} || '.' || r.rulename AS name, pg_get_ruledef(r.oid) AS definition,
        r.ev_enabled::text AS enabled
      FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
      ${relation} AND r.rulename <> '_RETURN'`,
  },
  {
    kind: 'policy',
    sql: `SELECT ${relationName} || '.' || p.polname AS name, p.polcmd::text AS command,
        p.polpermissive AS permissive, pg_get_expr(p.polqual, p.polrelid) AS "using",
        pg_get_expr(p.polwithcheck, p.polrelid) AS "withCheck",
        (SELECT string_agg(CASE r WHEN 0 THEN 'public' ELSE pg_get_userbyid(r)::text END, ', '
          ORDER BY pg_get_userbyid(r)::text COLLATE "C") FROM unnest(p.polroles) r) AS roles
      FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
      ${relation}`,
  },
  {
    kind: 'event trigger',
    sql: `SELECT evtname::text AS name, evtevent::text AS event, evtfoid::regprocedure::text AS function,
        evtenabled::text AS enabled, array_to_string(evttags, ', ') AS tags, pg_get_userbyid(evtowner)::text AS owner
      FROM pg_event_trigger WHERE ${notOfExtension('pg_event_trigger', 'pg_event_trigger.oid')}`,
  },
];
