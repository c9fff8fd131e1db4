import type { StackDriver } from '../stack-driver.ts';
import { destroy } from './destroy.ts';
import { prepareRelease } from './prepare.ts';
import { startEmptyProcessStack, startProcessStack } from './start.ts';

/** Child processes on loopback: no engine, no image, up in seconds. */
export const processDriver: StackDriver = {
  name: 'process',
  title: 'process stack',
  prepare: prepareRelease,
  start: startProcessStack,
  startEmpty: startEmptyProcessStack,
  destroy,
};
