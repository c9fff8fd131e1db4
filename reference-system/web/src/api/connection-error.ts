/** No answer came from the server: offline, or the connection broke. Whether it arrived is unknown. */
export class ConnectionError extends Error {
  constructor(cause: unknown) {
    super('You are offline. This needs a connection.', { cause });
    this.name = 'ConnectionError';
  }
}
