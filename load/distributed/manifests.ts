import { stringify } from 'yaml';

/** What the manifests of one load say beside what is the same for each. */
export interface ManifestInput {
  /** Names everything that is made: letters, digits and hyphens. */
  name: string;
  parts: number;
  /** Of archive.tar. */
  archiveBytes: number;
  /** k6 as a container, with its version. */
  image: string;
  /** The certificate of what is asked is signed by an authority of its own: ca.pem lies beside the archive. */
  hasAuthority: boolean;
}

/** A ConfigMap takes 1 MiB as it is sent, and what is no text is sent as base64: four bytes for three. */
const MOST_CONFIG_MAP_BYTES = 768 * 1024 - 4096;
const VOLUME_SPARE = 4;
const MEBIBYTE = 1024 * 1024;

/** Where the archive lies in the cluster: the plan and feed of more than some hundred requests fit no ConfigMap. */
export function keptIn(archiveBytes: number): 'ConfigMap' | 'PersistentVolumeClaim' {
  return archiveBytes <= MOST_CONFIG_MAP_BYTES ? 'ConfigMap' : 'PersistentVolumeClaim';
}

const restricted = {
  runAsNonRoot: true,
  runAsUser: 12_345,
  runAsGroup: 12_345,
  fsGroup: 12_345,
  seccompProfile: { type: 'RuntimeDefault' },
} as const;
const unprivileged = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } as const;

/**
 * The k6-operator's TestRun: `parts` runners that each play their execution segment of one archive. Tokens come from
 * the Secret `<name>-tokens` as environment; none is in the manifests or in the archive.
 */
export function testRun({ name, parts, archiveBytes, image, hasAuthority }: ManifestInput) {
  const file = 'archive.tar';
  const script =
    keptIn(archiveBytes) === 'ConfigMap'
      ? { configMap: { name, file } }
      : { volumeClaim: { name, file, readOnly: true } };
  const pod = { automountServiceAccountToken: 'false', securityContext: restricted } as const;
  return {
    apiVersion: 'k6.io/v1alpha1',
    kind: 'TestRun',
    metadata: { name, labels: { 'app.kubernetes.io/managed-by': 'golive' } },
    spec: {
      parallelism: parts,
      // Each part on a node of its own: two that share one starve each other.
      separate: parts > 1,
      quiet: 'true',
      // One plain line for each request; limits are judged when the parts are merged.
      arguments: '--no-usage-report --log-format raw --no-thresholds',
      script,
      runner: {
        ...pod,
        image,
        containerSecurityContext: unprivileged,
        envFrom: [{ secretRef: { name: `${name}-tokens` } }],
        ...(hasAuthority ? knowing(`${name}-authority`) : {}),
        // No limit of CPU: a generator that is throttled measures its own waiting.
        resources: { requests: { cpu: '1', memory: '1Gi' }, limits: { memory: '2Gi' } },
      },
      starter: { ...pod, containerSecurityContext: unprivileged },
    },
  };
}

/** k6 takes authorities from the file that this variable names. */
function knowing(secretName: string) {
  const [name, mountPath] = ['authority', '/authority'];
  return {
    env: [{ name: 'SSL_CERT_FILE', value: `${mountPath}/ca.pem` }],
    volumes: [{ name, secret: { secretName } }],
    volumeMounts: [{ name, mountPath, readOnly: true }],
  };
}

/** The claim that holds the archive, and the pod through which it is copied there. */
export function volume({ name, archiveBytes, image }: ManifestInput): readonly object[] {
  const storage = `${Math.max(64, Math.ceil((archiveBytes * VOLUME_SPARE) / MEBIBYTE))}Mi`;
  return [
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name },
      // Runners on several nodes read it: the storage class must allow that (NFS and the like).
      spec: { accessModes: ['ReadWriteMany'], resources: { requests: { storage } } },
    },
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `${name}-loader` },
      spec: {
        restartPolicy: 'Never',
        automountServiceAccountToken: false,
        securityContext: restricted,
        containers: [
          {
            name: 'loader',
            image,
            command: ['sleep', '3600'],
            securityContext: unprivileged,
            resources: { requests: { cpu: '50m', memory: '32Mi' }, limits: { memory: '128Mi' } },
            volumeMounts: [{ name: 'archive', mountPath: '/test' }],
          },
        ],
        volumes: [{ name: 'archive', persistentVolumeClaim: { claimName: name } }],
      },
    },
  ];
}

/** One file of them, for `kubectl apply -f`. */
export const asYaml = (documents: readonly object[]): string =>
  documents
    .map((document) => stringify(document, { lineWidth: 0, aliasDuplicateObjects: false }))
    .join('---\n');
