import { createServer, connect, type Server, type Socket } from 'node:net';
import { z } from 'zod';

/** A loopback port that leads to another one, and can be cut. */
export const relayLinkSchema = z.strictObject({
  name: z.string(),
  listen: z.number().int(),
  to: z.number().int(),
});
export type RelayLink = z.infer<typeof relayLinkSchema>;

export const relayAskSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('open'), links: z.array(relayLinkSchema) }),
  z.strictObject({ type: z.literal('cut'), name: z.string() }),
  z.strictObject({ type: z.literal('heal'), name: z.string() }),
]);
export type RelayAsk = z.infer<typeof relayAskSchema>;

/** One link: bytes both ways, until it is cut. Cut, it resets what is open and whatever is opened. */
export class RelayedLink {
  readonly #server: Server;
  readonly #link: RelayLink;
  readonly #sockets = new Set<Socket>();
  #isCut = false;

  constructor(link: RelayLink) {
    this.#link = link;
    this.#server = createServer({ allowHalfOpen: true, noDelay: true }, (near) => this.#join(near));
  }

  listen(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.#link.listen, '127.0.0.1', 1_024, resolve);
    });
  }

  cut(): void {
    this.#isCut = true;
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  heal(): void {
    this.#isCut = false;
  }

  #join(near: Socket): void {
    if (this.#isCut) {
      near.on('error', () => undefined);
      near.resetAndDestroy();
      return;
    }
    const far = connect({ port: this.#link.to, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    this.#tie(near, far);
    this.#tie(far, near);
    near.pipe(far);
    far.pipe(near);
  }

  /** What befalls one side befalls the other: an end is passed on by the pipe, a reset as a reset. */
  #tie(socket: Socket, other: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => other.resetAndDestroy());
    socket.once('close', () => {
      this.#sockets.delete(socket);
      if (!other.writableEnded) other.destroySoon();
    });
  }
}
