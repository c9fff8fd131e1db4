import { connect } from 'node:net';
import type { ComponentEndpoint } from './component.ts';

const connectLimitMs = 1_000;

/** Whether something listens there now. */
export function answers({ host, port }: ComponentEndpoint): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    const settle = (answered: boolean): void => {
      socket.destroy();
      resolve(answered);
    };
    socket.setTimeout(connectLimitMs, () => settle(false));
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
  });
}
