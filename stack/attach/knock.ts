import { connect } from 'node:net';

/** Doors that are most often left open: remote shells, databases, caches, queues, consoles, debuggers. */
export const usualPorts = [
  21, 22, 23, 25, 80, 110, 111, 143, 443, 445, 1433, 1521, 2049, 2375, 2376, 2379, 3000, 3306, 3389, 4000,
  5000, 5432, 5672, 5900, 5984, 6379, 6443, 7070, 8000, 8080, 8081, 8443, 8888, 9000, 9001, 9090, 9100, 9200,
  9229, 10250, 11211, 15672, 27017,
] as const;

const timeoutMs = 800;
const atOnce = 8;

/** Which of these TCP ports of one address answer; a few at a time, each asked once, nothing is sent. */
export async function knock(host: string, ports: readonly number[]): Promise<readonly number[]> {
  const open: number[] = [];
  const waiting = [...ports];
  const turns = Array.from({ length: atOnce }, async () => {
    for (let port = waiting.shift(); port !== undefined; port = waiting.shift()) {
      if (await answers(host, port)) open.push(port);
    }
  });
  await Promise.all(turns);
  return open.sort((a, b) => a - b);
}

function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const settle = (answered: boolean): void => {
      socket.destroy();
      resolve(answered);
    };
    socket.setTimeout(timeoutMs, () => settle(false));
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
  });
}
