import { keptIn, type ManifestInput } from './manifests.ts';

/** README.md of the folder: what to type, on each kind of machine. */
export function readMe(
  input: ManifestInput & { requests: number; tokensUntil: string | null; run: string | null },
): string {
  const { parts, requests, tokensUntil, run } = input;
  return `# ${requests} requests in ${parts} parts

Written by \`golive load --distributed ${parts}\`. **tokens.env holds sessions of real accounts${until(tokensUntil)}: keep it
out of repositories and images.** Nothing else here is secret. Each part plays its own k6 execution segment of
archive.tar, so that every request of feed.jsonl is sent once.

## On machines of your own, or in GitHub Actions

One command on each of ${parts} machines, with this folder; then bring the files part-<i>.json together here. Each machine is
calibrated first, which takes some seconds more on one than on another, and parts that were not played together prove
nothing: name one moment for all of them, some minutes ahead. Who is ready too late says so, and sends nothing.

\`\`\`sh
golive load --play . --part 1/${parts} --at <moment>   # … to --part ${parts}/${parts}; such as 2026-11-22T09:30:00Z
golive merge .
\`\`\`

${inCluster(input)}${run === null ? '' : afterwards(run)}`;
}

const afterwards = (run: string): string => `
## When all parts have played

What they wrote is in the system that they were sent to. The run that wrote this folder knows it by its mark, and takes it
out, or lists what it cannot, where that run's folder and the secrets of its hooks are:

\`\`\`sh
golive tidy ${run}
\`\`\`
`;

const until = (iso: string | null): string => (iso === null ? '' : `, good until ${iso}`);

function inCluster({ name, parts, archiveBytes, hasAuthority }: ManifestInput): string {
  const place = keptIn(archiveBytes);
  const size = `${(archiveBytes / 1024).toFixed(0)} KiB`;
  const load =
    place === 'ConfigMap'
      ? [`kubectl create configmap ${name} --from-file=archive.tar`]
      : [
          'kubectl apply -f volume.yaml',
          `kubectl wait --for=condition=Ready pod/${name}-loader --timeout=120s`,
          `kubectl cp archive.tar ${name}-loader:/test/archive.tar`,
          `kubectl delete pod ${name}-loader`,
        ];
  const unload =
    place === 'ConfigMap'
      ? `kubectl delete configmap ${name}`
      : 'kubectl delete -f volume.yaml --ignore-not-found';
  const authority = hasAuthority
    ? `kubectl create secret generic ${name}-authority --from-file=ca.pem\n`
    : '';
  const secrets = [`${name}-tokens`, ...(hasAuthority ? [`${name}-authority`] : [])].join(' ');
  const why =
    place === 'ConfigMap'
      ? `archive.tar (${size}) fits a ConfigMap, which holds 1 MiB.`
      : `archive.tar (${size}) is more than a ConfigMap holds (1 MiB, as base64), so it lies on a PersistentVolumeClaim.`;
  return `## On Kubernetes, with the k6-operator

${why}

\`\`\`sh
kubectl create secret generic ${name}-tokens --from-env-file=tokens.env
${authority}${load.join('\n')}
kubectl apply -f testrun.yaml
kubectl wait --for=jsonpath='{.status.stage}'=finished testrun/${name} --timeout=1h
${Array.from({ length: parts }, (_, at) => `kubectl logs job/${name}-${at + 1} --tail=-1 > part-${at + 1}.log`).join('\n')}
kubectl delete -f testrun.yaml && kubectl delete secret ${secrets}
${unload}
golive merge .
\`\`\`

A log that the node rotated away in part (10 MiB by default, about 130,000 requests a part) is refused, not guessed: more
parts make each shorter. testrun.yaml asks for a node for each part (\`separate\`); on a cluster of fewer, set it to false,
and read the parts' lateness with care.
`;
}
