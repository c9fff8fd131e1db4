import assert from 'node:assert/strict';
import { test } from 'node:test';
import { composeConfigSchema, dangersOf, overrideOf } from './compose-config.ts';

const checkout = '/run/checkout';
const config = (web: object, rest: object = {}) =>
  composeConfigSchema.parse({ services: { web: { image: 'a:1', ...web } }, ...rest });

test('what reaches beyond the run is told, and what stays below the checkout is not', () => {
  const bind = (source: string) => ({ volumes: [{ type: 'bind', source, target: '/x' }] });
  const of = (web: object, rest?: object) => dangersOf(config(web, rest), { checkout, project: 'golive-x' });
  assert.deepEqual(of({}), []);
  assert.deepEqual(of({ ...bind('/run/checkout/data'), networks: { default: null } }), []);
  assert.deepEqual(of(bind('/run/checkout')), []);
  assert.deepEqual(of({}, { volumes: { data: { name: 'golive-x_data' } } }), []);
  for (const [web, rest] of [
    [bind('/run/checkout-of-others')],
    [bind('/var/run/docker.sock')],
    [{ network_mode: 'host' }],
    [{ pid: 'host' }],
    [{ privileged: true }],
    [{ devices: [{ source: '/dev/sda' }] }],
    [{}, { networks: { shared: { external: true } } }],
    [{}, { volumes: { data: { driver_opts: { type: 'none', device: '/srv' } } } }],
    [{}, { volumes: { data: { name: 'shop_data' } } }],
    [{}, { networks: { inner: { name: 'shop' } } }],
    [{}, { secrets: { key: { file: '/etc/shadow' } } }],
  ] as const)
    assert.equal(of(web, rest).length, 1, JSON.stringify([web, rest]));
});

test('what is laid over publishes nothing, names nothing, and joins the run’s networks', () => {
  const services = {
    web: { build: { context: '/run/checkout' }, image: 'shop/web:1', networks: { inner: null } },
    cache: { image: 'redis:7' },
  };
  const text = overrideOf(
    composeConfigSchema.parse({ services, networks: { inner: {} }, volumes: { data: null } }),
    {
      labels: { run: 'r' },
      networks: ['golive_data'],
      images: { 'redis:7': 'local/redis:7' },
      dockerfiles: { web: '/d/web.Dockerfile' },
    },
  );
  const [web = '', cache = ''] = text.split('"cache":');
  for (const part of [web, cache]) {
    assert.match(part, /container_name: !reset null\n {4}ports: !reset \[\]\n {4}labels: \{"run":"r"\}/u);
  }
  assert.match(web, /networks: \{"inner":\{\},"golive_data":\{\}\}/u);
  assert.match(
    web,
    /image: !reset null\n {4}build: \{"labels":\{"run":"r"\},"dockerfile":"\/d\/web\.Dockerfile"\}/u,
  );
  assert.match(cache, /networks: \{"default":\{\},"golive_data":\{\}\}\n {4}image: "local\/redis:7"/u);
  assert.match(text, /"golive_data":\{"external":true,"name":"golive_data"\}/u);
  assert.match(text, /volumes: \{"data":\{"labels":\{"run":"r"\}\}\}/u);
});
