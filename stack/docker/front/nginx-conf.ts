import { servedFiles } from '../compose/overlay.ts';
import type { FrontSettings } from './front-settings.ts';

/**
 * The front as nginx's own file says it. A client's whole address decides which replica answers it (nginx's own
 * `ip_hash` looks at three of its four numbers), since the application counts requests of an address in each process.
 */
export function nginxConf(settings: FrontSettings): string {
  const { hostName, door, routes } = settings;
  const believe = `    set_real_ip_from ${door};\n    real_ip_header proxy_protocol;\n`;
  const plain =
    settings.plainHttp === 'redirect'
      ? `    return 301 https://${hostName}$request_uri;\n`
      : site(settings, 'http');
  return `worker_processes auto;
pid /tmp/nginx.pid;
error_log /dev/stderr notice;

events {
  worker_connections 1024;
}

http {
  include /etc/nginx/mime.types;
  default_type application/octet-stream;
  access_log /dev/stdout combined;
  sendfile on;
  client_body_temp_path /tmp/client_temp;
  proxy_temp_path /tmp/proxy_temp;
  fastcgi_temp_path /tmp/fastcgi_temp;
  uwsgi_temp_path /tmp/uwsgi_temp;
  scgi_temp_path /tmp/scgi_temp;
  map $http_upgrade $connection_kept {
    default upgrade;
    '' '';
  }
${routes.map(upstream).join('')}
  server {
    listen 443 ssl http2 proxy_protocol;
    server_name ${hostName};
    ssl_certificate /etc/golive/certificate.pem;
    ssl_certificate_key /etc/golive/key.pem;
${believe}${site(settings, 'https')}  }

  server {
    listen 80 proxy_protocol;
    server_name ${hostName};
${believe}${plain}  }
}
`;
}

function upstream({ servers }: FrontSettings['routes'][number], index: number): string {
  const lines = servers.map(({ host, port }) => `    server ${host}:${port} max_fails=1 fail_timeout=10s;\n`);
  return `  upstream application_${index} {\n    hash $remote_addr consistent;\n${lines.join('')}    keepalive 32;\n  }\n`;
}

function site({ plan, routes, filesRoot = servedFiles }: FrontSettings, scheme: 'http' | 'https'): string {
  const headers = Object.entries(plan.addHeaders).map(
    ([name, value]) => `    add_header ${name} ${JSON.stringify(value)} always;\n`,
  );
  const types = 'text/css text/javascript application/javascript application/json image/svg+xml';
  const compress = plan.compress ? `    gzip on;\n    gzip_types ${types};\n` : '';
  return [
    `    client_max_body_size ${plan.maxBodyBytes};\n`,
    compress,
    ...headers,
    ...(plan.answers ?? []).map(
      ({ path, status, text }) =>
        `    location = ${path} {\n      default_type text/plain;\n      return ${status} ${JSON.stringify(`${text}\n`)};\n    }\n`,
    ),
    ...routes.map((route, index) => location(route, index, scheme)),
    ...(plan.files === undefined ? [] : filesOf(plan.files, headers, filesRoot)),
  ].join('');
}

/** What no server serves; a `location` with headers of its own drops those around it, which nginx does by itself. */
function filesOf(
  { rules, fallback }: NonNullable<FrontSettings['plan']['files']>,
  added: readonly string[],
  root: string,
): readonly string[] {
  const otherwise = (fallsBack: boolean): string =>
    fallsBack && fallback !== undefined ? `/${fallback}` : '=404';
  const one = (matcher: string, headers: readonly string[], fallsBack: boolean): string =>
    `    location ${matcher} {\n      root ${root};\n${headers.map((line) => `  ${line}`).join('')}` +
    `      try_files $uri ${otherwise(fallsBack)};\n    }\n`;
  const ruled = rules.map(({ path, headers, inherits, fallsBack }) => {
    const own = Object.entries(headers).map(
      ([name, value]) => `    add_header ${name} ${JSON.stringify(value)};\n`,
    );
    return one(`~ ${JSON.stringify(path)}`, [...own, ...(inherits ? added : [])], fallsBack);
  });
  return [...ruled, one('/', [], true)];
}

function location(
  { prefix, stripsPrefix }: FrontSettings['routes'][number],
  index: number,
  scheme: 'http' | 'https',
): string {
  // `^~`: rules for files, which are regular expressions, have no say in it.
  return `    location ^~ ${prefix} {
      proxy_pass http://application_${index}${stripsPrefix === true ? '/' : ''};
      proxy_http_version 1.1;
      proxy_connect_timeout 1s;
      proxy_set_header Host $host;
      proxy_set_header X-Forwarded-For $remote_addr;
      proxy_set_header X-Forwarded-Proto ${scheme};
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection $connection_kept;
    }
`;
}
