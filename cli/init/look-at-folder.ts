import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parse } from 'yaml';
import type { Findings } from './findings.ts';
import { readForm, signInBy } from './read-form.ts';
import { readOpenApi } from './read-openapi.ts';
import { commandOfCompose, readStart } from './read-start.ts';
import { readRoutes, type SourceText } from './read-routes.ts';

const ignored = (path: string): boolean =>
  /(?:^|\/)(?:node_modules|\.git|dist|venv|\.venv)(?:\/|$)/u.test(path);
/** Larger files are somebody's data. */
const mostBytes = 2_000_000;
/** The shortest paths first: what lies deep says little of the whole. */
const mostSources = 2_000;

/** What a repository says of its system: compose file, API description, manifest, packages. Nothing is run. */
export function lookAtFolder(folder: string): Findings {
  const files = (pattern: string | string[]): readonly string[] =>
    globSync(pattern, { cwd: folder, exclude: ignored }).toSorted((one, other) => one.length - other.length);
  const described = files('**/{openapi,swagger}*.{json,yaml,yml}')[0];
  const compose = files(['{,*/}docker-compose*.y{,a}ml', '{,*/}compose*.y{,a}ml'])[0];
  const manifest = files(['**/manifest.{webmanifest,json}', '**/*.webmanifest'])[0];
  const read = (where: string): SourceText => ({
    where,
    text: readFileSync(join(folder, where), 'utf8').slice(0, mostBytes),
  });
  const sources = files('**/*.{py,js,ts,go,rb,php,java,cs,conf,sh}').slice(0, mostSources).map(read);
  const screens = files('**/*.{html,htm,j2,jinja,jinja2,erb,ejs,hbs,twig,php}')
    .slice(0, mostSources)
    .map(read);
  return {
    ...namedIn(folder),
    ...healthIn(sources),
    ...readRoutes(sources),
    ...formIn(screens),
    ...readStart(files('{,*/}{Procfile,Dockerfile*,package.json}').map(read)),
    ...sqliteIn(files('**/*.{sqlite,sqlite3,db}')),
    ...(compose === undefined ? {} : inCompose(readOf(folder, compose), compose)),
    ...(described === undefined ? {} : readOpenApi(readOf(folder, described), described)),
    ...(manifest === undefined ? {} : { manifest: { value: `/${basename(manifest)}`, where: manifest } }),
  };
}

function readOf(folder: string, path: string): unknown {
  const text = readFileSync(join(folder, path), 'utf8').slice(0, mostBytes);
  try {
    return parse(text) as unknown;
  } catch {
    // What is not as it should be says nothing.
    return undefined;
  }
}

function namedIn(folder: string): Findings {
  const file = 'package.json';
  const manifest = existsSync(join(folder, file)) ? readOf(folder, file) : undefined;
  const name: unknown =
    typeof manifest === 'object' && manifest !== null ? Reflect.get(manifest, 'name') : undefined;
  if (typeof name === 'string') return { title: { value: name, where: file } };
  return { title: { value: basename(resolve(folder)), where: 'the folder’s name' } };
}

/** The shortest path that sources name and that ends as a health page does. */
function healthIn(sources: readonly SourceText[]): Findings {
  const named = sources.flatMap(({ where, text }) =>
    [...text.matchAll(/["'`\s](\/(?:[\w-]+\/){0,3}health(?:z|check)?)\/?["'`\s;]/gu)].map(
      ([, value = '']) => ({ value, where }),
    ),
  );
  const [shortest] = named.toSorted((one, other) => one.value.length - other.value.length);
  return shortest === undefined ? {} : { health: shortest };
}

/** A template does not say at which address its page stands; a form that names where it goes does. */
function formIn(screens: readonly SourceText[]): Findings {
  for (const { where, text } of screens) {
    const form = readForm(text);
    if (form?.action?.startsWith('/') === true)
      return { signIn: { value: signInBy(form, form.action), where } };
  }
  return {};
}

function sqliteIn([file]: readonly string[]): Findings {
  return file === undefined ? {} : { database: { value: 'sqlite', where: file } };
}

/** Images name the database and the bucket; a health check names its page. */
function inCompose(document: unknown, where: string): Findings {
  const text = JSON.stringify(document ?? {});
  const health =
    /https?:\/\/(?:localhost|127\.0\.0\.1)(?::\d+)?(\/[\w./-]*(?:health|ready|up|ping|status)[\w./-]*)/iu.exec(
      text,
    )?.[1];
  const bucket = /"[\w]*BUCKET[\w]*":"([\w.-]+)"|BUCKET[\w]*=([\w.-]+)/u.exec(text);
  const bucketName = bucket?.[1] ?? bucket?.[2];
  const start = commandOfCompose(document);
  return {
    ...(/"image":"[^"]*postgres/iu.test(text) ? { database: { value: 'postgres' as const, where } } : {}),
    ...(health === undefined ? {} : { health: { value: health, where } }),
    ...(start === undefined ? {} : { start: { value: start, where } }),
    ...(bucketName === undefined ? {} : { bucket: { value: bucketName, where } }),
  };
}
