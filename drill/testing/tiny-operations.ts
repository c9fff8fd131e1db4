/** What the tiny team's commands do besides the dump: `export|import <folder> <bucket as JSON>`, `vacuum <file> <copy>`. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { openObjects } from '../../stack/clients/objects.ts';
import { accessSchema } from '../../stack/facts.ts';

const [verb = '', first = '', second = ''] = process.argv.slice(2);

if (verb === 'vacuum') {
  // People write while it copies: without a limit for the wait, a commit of theirs in that moment ends it as busy.
  const database = new DatabaseSync(first, { timeout: 5_000 });
  database.prepare('VACUUM INTO ?').run(second);
  database.close();
} else {
  const opened = openObjects(accessSchema.shape.objects.unwrap().parse(JSON.parse(second)));
  const { client, bucket: Bucket } = opened;
  if (verb === 'export') {
    for (const { key: Key } of await opened.list()) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
      const bytes = await Body?.transformToByteArray();
      writeFileSync(join(first, `${encodeURIComponent(Key)}.object`), bytes ?? '');
    }
  } else {
    for (const name of readdirSync(first).filter((file) => file.endsWith('.object'))) {
      const Key = decodeURIComponent(name.slice(0, -'.object'.length));
      const put = new PutObjectCommand({
        Bucket,
        Key,
        Body: readFileSync(join(first, name)),
        ContentType: 'image/png',
      });
      await client.send(put);
    }
  }
  opened.close();
}
