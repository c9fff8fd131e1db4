/** The stand-in for Square as a process of its own; the file that it is given says where it listens and what it knows. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { startStandIn } from '../../../stand-in/stand-in.ts';
import { answerAsSquare } from './answer.ts';

const settings = z
  .strictObject({
    hostName: z.string(),
    proxyHost: z.string(),
    proxyPort: z.number().int(),
    tlsPort: z.number().int(),
    certificateFile: z.string(),
    keyFile: z.string(),
    redirectUri: z.string(),
    applicationId: z.string(),
    applicationSecret: z.string(),
  })
  .parse(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')));

await startStandIn({
  hostNames: [settings.hostName],
  certificatePem: readFileSync(settings.certificateFile, 'utf8'),
  keyPem: readFileSync(settings.keyFile, 'utf8'),
  proxyHost: settings.proxyHost,
  proxyPort: settings.proxyPort,
  tlsPort: settings.tlsPort,
  answer: (asked) => answerAsSquare(asked, settings),
  say: (line) => process.stdout.write(`${line}\n`),
});
process.stdout.write('stand-in for Square is ready\n');
