import { servedFiles } from '../compose/overlay.ts';
import type { FrontSettings } from './front-settings.ts';

/**
 * The front as Caddy's own file says it. A client's address decides which replica answers it, since the application
 * counts requests of an address in each process; one that is down is passed over. A container that is gone does not
 * even refuse, so that little time is spent on waiting for it.
 */
export function caddyfile(settings: FrontSettings): string {
  const { hostName } = settings;
  const plain = settings.plainHttp === 'redirect' ? `\tredir https://${hostName}{uri} 308\n` : site(settings);
  return `{
\tadmin localhost:2019
\tauto_https off
\tservers :443 {
\t\tprotocols h1 h2
\t\tlistener_wrappers {
${proxyProtocol(settings.door)}\t\t\ttls
\t\t}
\t}
\tservers :80 {
\t\tlistener_wrappers {
${proxyProtocol(settings.door)}\t\t}
\t}
}

https://${hostName}:443 {
\ttls /etc/golive/certificate.pem /etc/golive/key.pem
${site(settings)}}

http://${hostName}:80 {
${plain}}
`;
}

function proxyProtocol(door: string): string {
  return `\t\t\tproxy_protocol {\n\t\t\t\ttimeout 5s\n\t\t\t\tallow ${door}/32\n\t\t\t}\n`;
}

function site({ plan, routes, healthPath, filesRoot = servedFiles }: FrontSettings): string {
  const headers = Object.entries(plan.addHeaders).map(
    ([name, value]) => `\theader ${name} ${JSON.stringify(value)}\n`,
  );
  const compress = plan.compress ? '\tencode zstd gzip\n' : '';
  const longestFirst = routes.toSorted((a, b) => b.prefix.length - a.prefix.length);
  return [
    `\trequest_body {\n\t\tmax_size ${plan.maxBodyBytes}\n\t}\n`,
    ...headers,
    compress,
    ...(plan.answers ?? []).map(
      ({ path, status, text }) =>
        `\thandle ${path} {\n\t\trespond ${JSON.stringify(`${text}\n`)} ${status}\n\t}\n`,
    ),
    ...longestFirst.map((one) => route(one, healthPath)),
    plan.files === undefined ? '' : filesOf(plan.files, plan.addHeaders, filesRoot),
  ].join('');
}

/** What no server serves, by the first rule that fits. */
function filesOf(
  { rules, fallback }: NonNullable<FrontSettings['plan']['files']>,
  added: Readonly<Record<string, string>>,
  root: string,
): string {
  const serve = (fallsBack: boolean): readonly string[] => [
    ...(fallsBack && fallback !== undefined ? [`try_files {path} /${fallback}`] : []),
    'file_server',
  ];
  const block = (head: string, lines: readonly string[]): string =>
    `\t\t\t${head} {\n${lines.map((line) => `\t\t\t\t${line}\n`).join('')}\t\t\t}\n`;
  const ruled = rules.map(({ path, headers, inherits, fallsBack }, index) => {
    const own = Object.entries(headers).map(([name, value]) => `header ${name} ${JSON.stringify(value)}`);
    const dropped = inherits ? [] : Object.keys(added).map((name) => `header -${name}`);
    const matcher = `\t\t\t@rule${index} path_regexp ${JSON.stringify(path)}\n`;
    return matcher + block(`handle @rule${index}`, [...dropped, ...own, ...serve(fallsBack)]);
  });
  const all = [...ruled, block('handle', serve(true))].join('');
  return `\thandle {\n\t\troot * ${root}\n\t\troute {\n${all}\t\t}\n\t}\n`;
}

function route(
  { prefix, servers, stripsPrefix }: FrontSettings['routes'][number],
  healthPath: string,
): string {
  const matcher = prefix === '/' ? '' : ` ${prefix}*`;
  const upstreams = servers.map(({ host, port }) => `${host}:${port}`).join(' ');
  return `\t${stripsPrefix === true ? 'handle_path' : 'handle'}${matcher} {
\t\treverse_proxy ${upstreams} {
\t\t\tlb_policy client_ip_hash
\t\t\tlb_try_duration 5s
\t\t\trequest_buffers 64KiB
${servers.length > 1 ? health(healthPath) : ''}\t\t\ttransport http {
\t\t\t\tdial_timeout 1s
\t\t\t}
\t\t}
\t}
`;
}

/**
 * Each replica is asked, once a second. Caddy's other way, to count failed requests (`fail_duration`), takes the good
 * replica out as well: a request with a body that the dead one refused fails at the next one too, its body being closed.
 */
function health(path: string): string {
  const every = ['health_interval 1s', 'health_timeout 1s', 'health_fails 1', 'health_passes 1'];
  return [`health_uri ${path}`, ...every].map((line) => `\t\t\t${line}\n`).join('');
}
