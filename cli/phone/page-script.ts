import { cameraFunctions } from './page/camera.ts';
import { keepOffline } from './page/keep-offline.ts';
import { keepingFunctions } from './page/keeping.ts';
import { startFunctions } from './page/start-page.ts';
import { onPress, show, tell } from './page/tell.ts';

/** The page's script: the functions as this process runs them, and the call that begins. No bundler is needed. */
export function pageScript(): string {
  const functions = [tell, show, onPress, ...cameraFunctions, ...keepingFunctions, ...startFunctions];
  return `(() => {\n'use strict';\n${functions.map(String).join('\n')}\nstartPage();\n})();\n`;
}

/** The service worker's script; `files` are kept for the time without network. */
export function workerScript(files: readonly string[]): string {
  return `(${String(keepOffline)})(self, ${JSON.stringify(files)});\n`;
}
