import { fileURLToPath } from 'node:url';
import { createApp } from './app.ts';
import { readServerConfig } from './config.ts';
import { createPool } from './database.ts';
import { handlers } from './handlers.ts';
import { startHousekeeping } from './housekeeping.ts';
import { createHttpServer } from './http-server.ts';
import { createObjectStore } from './object-store.ts';
import { rotatingFile } from './log-file.ts';
import { createLog } from './request-log.ts';
import { loadStaticFiles } from './static.ts';

const graceMs = 10_000;

const start = async (): Promise<void> => {
  const config = readServerConfig(process.env);
  const { LOG_FILE, LOG_FILE_BYTES, LOG_FILES_KEPT } = config;
  const file = LOG_FILE === undefined ? undefined : rotatingFile(LOG_FILE, LOG_FILE_BYTES, LOG_FILES_KEPT);
  const log = createLog(config.LOG_LEVEL, file);
  const usesTls = config.DATABASE_TLS === 'require';
  const onLost = (error: Error): void => log.error('database connection lost', error);
  const pool = createPool(config.DATABASE_URL, onLost, undefined, usesTls);
  const objects = createObjectStore(config);
  const files = await loadStaticFiles(fileURLToPath(new URL('../dist/web', import.meta.url)));
  const app = createApp({ services: { config, pool, objects, startedAt: Date.now() }, handlers, files, log });
  const server = createHttpServer(app, (error) => log.error('answer failed', error));
  const stopHousekeeping = startHousekeeping(pool, (error) => log.error('housekeeping failed', error));

  const stop = (signal: string): void => {
    log.info(`${signal}: no new requests; waiting for those under way`);
    stopHousekeeping();
    // Requests under way end by themselves; after the grace period the rest is cut.
    setTimeout(() => server.closeAllConnections(), graceMs).unref();
    server.close(() => {
      objects.close();
      void pool.end();
    });
    server.closeIdleConnections();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.PORT, config.HOST, resolve);
  });
  const address = server.address();
  log.info(
    `listening on ${config.HOST}:${typeof address === 'object' && address ? address.port : config.PORT}`,
  );
};

try {
  await start();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
