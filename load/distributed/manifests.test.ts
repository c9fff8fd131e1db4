import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { Ajv } from 'ajv';
import { parse, parseAllDocuments } from 'yaml';
import { asYaml, keptIn, testRun, volume, type ManifestInput } from './manifests.ts';

/** As the operator publishes it: fixtures/ORIGIN.md says where it is from. */
const published = parse(
  readFileSync(join(import.meta.dirname, 'fixtures', 'k6.io_testruns.yaml'), 'utf8'),
) as CustomResourceDefinition;

interface CustomResourceDefinition {
  spec: {
    group: string;
    names: { kind: string };
    versions: readonly { name: string; schema: { openAPIV3Schema: object } }[];
  };
}

/**
 * A field that the schema does not know would be dropped by the API server without a word: here it is refused, as by
 * `kubectl apply --validate=strict`.
 */
function strict(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(strict);
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema).map(([key, value]) => [key, strict(value)] as const);
  const own: Record<string, unknown> = Object.fromEntries(entries);
  const isClosed = typeof own['properties'] === 'object' && own['additionalProperties'] === undefined;
  const isWhole = Array.isArray(own['anyOf']) || own['type'] !== 'object';
  return isClosed && !isWhole ? { ...own, additionalProperties: false } : own;
}

const [version] = published.spec.versions;
const schema = strict(version?.schema.openAPIV3Schema) as {
  properties: Record<string, unknown>;
  required?: string[];
};
// Kubernetes knows the metadata of every object by itself.
schema.properties['metadata'] = { type: 'object', required: ['name'] };
const ajv = new Ajv({
  strict: false,
  allErrors: true,
  formats: { int32: true, int64: true, 'date-time': true },
});
const validate = ajv.compile(schema);

const input: ManifestInput = {
  name: 'golive-load-0a1b2c3d',
  parts: 3,
  archiveBytes: 5_000_000,
  image: 'grafana/k6:2.1.0',
  hasAuthority: false,
};
const read = (text: string): Record<string, unknown>[] =>
  parseAllDocuments(text).map((document) => document.toJS() as Record<string, unknown>);
const isValid = (manifest: unknown): boolean => validate(manifest);

describe('testrun.yaml', () => {
  it('is what the k6-operator publishes as its schema, archive in a claim or in a ConfigMap', () => {
    for (const archiveBytes of [5_000_000, 100_000]) {
      const hasAuthority = archiveBytes < 1_000_000;
      const [manifest] = read(asYaml([testRun({ ...input, archiveBytes, hasAuthority })]));
      assert.equal(JSON.stringify(manifest).includes('SSL_CERT_FILE'), hasAuthority);
      assert.equal(manifest?.['kind'], published.spec.names.kind);
      assert.equal(manifest?.['apiVersion'], `${published.spec.group}/${version?.name}`);
      assert.ok(isValid(manifest), JSON.stringify(validate.errors));
    }
  });

  it('would be refused with a field that the operator does not know, or of another type', () => {
    const { spec, ...rest } = testRun(input);
    const spoilt: readonly object[] = [
      { ...rest, spec: { ...spec, paralelism: 3 } },
      { ...rest, spec: { ...spec, parallelism: 'three' } },
      { ...rest, spec: { ...spec, separate: 'yes' } },
      { ...rest, spec: { ...spec, script: { volumeClaim: { file: 'archive.tar' } } } },
      { ...rest, spec: { ...spec, runner: { ...spec.runner, envFrom: [{ secretRef: { named: 'x' } }] } } },
      { ...rest, spec: { ...spec, runner: { ...spec.runner, securityContext: { runAsRoot: false } } } },
      { ...rest, spec: { script: spec.script } },
    ];
    for (const manifest of spoilt)
      assert.equal(isValid(manifest), false, JSON.stringify(manifest).slice(0, 200));
  });

  it('names the Secret of the tokens, and holds none', () => {
    const text = asYaml([testRun(input), ...volume(input)]);
    assert.match(text, /secretRef:\n\s+name: golive-load-0a1b2c3d-tokens/u);
    assert.doesNotMatch(text, /GOLIVE_TOKENS|eyJ/u);
  });
});

describe('where the archive lies', () => {
  it('is a ConfigMap as long as 1 MiB holds it as base64, else a claim with a pod to copy it through', () => {
    assert.equal(keptIn(700_000), 'ConfigMap');
    assert.ok((700_000 * 4) / 3 < 1024 * 1024);
    assert.equal(keptIn(800_000), 'PersistentVolumeClaim');
    const [claim, loader] = volume(input);
    assert.deepEqual(
      [claim, loader].map((one) => (one as { kind: string }).kind),
      ['PersistentVolumeClaim', 'Pod'],
    );
  });
});
