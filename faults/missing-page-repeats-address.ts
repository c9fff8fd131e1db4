import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const missingPageRepeatsAddress = {
  id: 'missing-page-repeats-address',
  at: 'patch',
  what: 'the page for what is not there repeats its address as markup, and no policy stops its scripts',
  turnsRed: ['script.not-reflected'],
  bystander: 'sign-in.works/dispatcher',
  patch: [
    {
      file: 'server/static.ts',
      find: "return asset ? assetResponse(asset, method, acceptEncoding) : plainResponse(404, 'Not found');",
      replace:
        "return asset ? assetResponse(asset, method, acceptEncoding) : plainResponse(404, `<p>There is no ${decodeURIComponent(path)}</p>`, { 'content-type': 'text/html' });",
    },
  ],
  plant: onEdge({ when: { contentType: 'text/html' }, removeHeaders: ['content-security-policy'] }),
} as const satisfies Fault;
