import { cp, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { copyPackages } from '../node-packages.ts';
import type { ContainerPlan } from '../recipe.ts';

const folder = '/srv/fieldbook';

/** Only what is needed to run it and to operate it; nothing in it can be written to. */
const dockerfile = `ARG BASE=node:24-bookworm-slim
FROM \${BASE}
USER root
# Backup and restore are done with PostgreSQL's own programs.
RUN command -v pg_dump > /dev/null \\
 || (apt-get update -q \\
 && apt-get install -y -q --no-install-recommends ca-certificates postgresql-client \\
 && rm -rf /var/lib/apt/lists/*)
COPY app ${folder}
WORKDIR ${folder}
ENV NODE_ENV=production
USER node
# By what the image has already: a Node of its own for each look took a quarter of a second of a core, in every replica
# at once, and that is what a load on a small machine stood still for.
HEALTHCHECK --interval=30s --timeout=5s --retries=3 \\
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/$PORT && printf 'GET /health HTTP/1.0\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [ \\"$status\\" = 200 ]"]
ENTRYPOINT []
CMD ["node", "server/main.ts"]
`;

export const referenceImage: ContainerPlan = {
  front: 'caddy',
  replicas: 2,
  folder,
  dockerfile,
  async layOut(prepared, into) {
    const app = join(into, 'app');
    const modules = join(prepared.folder, 'node_modules');
    await cp(prepared.folder, app, { recursive: true, filter: (path) => path !== modules });
    await copyPackages({
      manifest: join(prepared.folder, 'package.json'),
      modules: await realpath(modules),
      into: join(app, 'node_modules'),
    });
  },
};
